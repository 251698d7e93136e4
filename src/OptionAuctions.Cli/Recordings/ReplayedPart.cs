using System.Globalization;
using OptionAuctions.Recording;

namespace OptionAuctions.Cli.Recordings;

/// <summary>The part of a recording that a command line asks to play.</summary>
/// <param name="From">First time of arrival; <see langword="null"/>: from the beginning.</param>
/// <param name="To">Time of arrival from which nothing is played; <see langword="null"/>: to the end.</param>
internal sealed record ReplayedPart(DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>Finds the part between two times of the first day of a recording.</summary>
    /// <exception cref="CliException">The first time is not before the second one, or there is no message.</exception>
    /// <exception cref="McapException">One of the files is no recording: that is told before anything is played.</exception>
    public static ReplayedPart Of(RecordingReader reader, string path, TimeOnly? from, TimeOnly? to)
    {
        if (FirstOf(reader) is not { } first)
            throw new CliException($"'{path}' has no message{string.Concat(reader.Problems.Select(problem => $"; {problem}"))}", ExitCode.Usage);
        return new ReplayedPart(On(first, from), On(first, to));
    }

    /// <summary>Refuses a part that would end before it begins.</summary>
    /// <exception cref="CliException">It would.</exception>
    public static void Check(TimeOnly? from, TimeOnly? to)
    {
        if (from >= to) throw new CliException($"--from {Text(from)} is not before --to {Text(to)}", ExitCode.Usage);
    }

    /// <summary>Returns the time of day at which a replay was stopped.</summary>
    public static string Text(DateTimeOffset? moment) => moment?.ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "its beginning";

    private static DateTimeOffset? FirstOf(RecordingReader reader)
    {
        foreach (var file in reader.Files)
            foreach (var _ in RecordingReader.Open(file).Read()) break;
        foreach (var message in reader.Read()) return message.ReceivedAt;
        return null;
    }

    private static DateTimeOffset? On(DateTimeOffset day, TimeOnly? time) =>
        time is { } at ? new DateTimeOffset(DateOnly.FromDateTime(day.DateTime), at, MarketTime.Offset) : null;

    private static string Text(TimeOnly? time) => time?.ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "";
}

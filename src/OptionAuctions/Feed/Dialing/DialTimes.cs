using System.Globalization;

namespace OptionAuctions.Feed.Dialing;

/// <summary>The text of a dial log: one time a line, in order, with its offset.</summary>
internal static class DialTimes
{
    /// <summary>Clocks of several machines that share a folder may differ by so much.</summary>
    public static TimeSpan ClockTolerance { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Reads the times, in order. A line that is no time costs only itself.</summary>
    public static IReadOnlyList<DateTimeOffset> Parse(string text) => [.. LinesOf(text).Select(TimeIn).OfType<DateTimeOffset>().Order()];

    /// <summary>Writes the times.</summary>
    public static string Format(IEnumerable<DateTimeOffset> dials) =>
        string.Concat(dials.Select(dial => dial.ToString("O", CultureInfo.InvariantCulture) + '\n'));

    /// <summary>Those of the last day. A time in the future is none: a clock was set, and it would hold the budget until then.</summary>
    public static IReadOnlyList<DateTimeOffset> Recent(IReadOnlyList<DateTimeOffset> dials, DateTimeOffset now) => dials.Count == 0
        ? dials
        : [.. dials.Where(dial => dial > now - DialBudget.Day && dial <= now + ClockTolerance)];

    /// <summary>What is wrong with a text; empty when nothing is.</summary>
    public static string FlawOf(string text, DateTimeOffset now)
    {
        var future = Parse(text).Count(dial => dial > now + ClockTolerance);
        var unreadable = LinesOf(text).Count(line => TimeIn(line) is null);
        var (times, lines) = ($"{future} times in the future were dropped (a clock was set)", $"{unreadable} lines cannot be read");
        return (future, unreadable) switch
        {
            (0, 0) => "",
            (0, _) => lines,
            (_, 0) => times,
            _ => $"{times}, {lines}",
        };
    }

    private static string[] LinesOf(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static DateTimeOffset? TimeIn(string line) =>
        DateTimeOffset.TryParseExact(line, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dial) ? dial : null;
}

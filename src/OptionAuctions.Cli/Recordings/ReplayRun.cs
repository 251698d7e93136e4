using System.Globalization;
using OptionAuctions.Cli.Reports;
using OptionAuctions.Recording;
using OptionAuctions.Replay;

namespace OptionAuctions.Cli.Recordings;

/// <summary>The command <c>replay</c>: plays a recording, and reports its changes or their digest.</summary>
internal static class ReplayRun
{
    public static async Task<int> RunAsync(ReplayRequest request, CliEnvironment environment, CancellationToken stop)
    {
        if (request.From >= request.To) throw new CliException($"--from {Text(request.From)} is not before --to {Text(request.To)}", ExitCode.Usage);
        var reader = RecordingFiles.Open(request.Path);
        try
        {
            return await RunAsync(request, reader, environment, stop);
        }
        catch (Exception cause) when (cause is McapException or IOException or UnauthorizedAccessException && !environment.Out.Failure.IsCompleted)
        {
            throw new CliException($"'{request.Path}': {cause.Message.ReplaceLineEndings(" ")}", ExitCode.Usage);
        }
    }

    private static async Task<int> RunAsync(ReplayRequest request, RecordingReader reader, CliEnvironment environment, CancellationToken stop)
    {
        if (FirstOf(reader) is not { } first)
            throw new CliException($"'{request.Path}' has no message{string.Concat(reader.Problems.Select(problem => $"; {problem}"))}", ExitCode.Usage);
        IReport? report = request.Digest ? null : request.Json ? new JsonReport(environment.Out) : new LineReport(environment.Out);
        ReplayProgress? progress = null;
        var options = new ReplayOptions
        {
            From = On(first, request.From), To = On(first, request.To), Codes = request.Codes, Speed = request.Speed, Time = environment.Time,
            OnChange = report is null ? null : report.OnChange, AfterBatch = AfterBatch,
        };
        var isSeen = report is not null && environment.Screen is not null; // the changes then are the progress
        if (!isSeen) progress = new ReplayProgress(environment, reader.ReadSummary(), options);
        var result = await RecordingReplay.RunAsync(reader, options, stop);

        foreach (var problem in result.Problems) environment.Error.WriteLine($"auctions: warning: {problem}");
        if (!result.IsComplete) environment.Error.WriteLine($"auctions: stopped at {Text(result.Totals.Last)} of the recording");
        report?.Ended(new RunSummary(result.Counts, result.Totals.Gaps));
        await environment.Out.WriteLineAsync(request.Json ? Json(result) : result.Digest);
        return result.Counts.Breaches().Count == 0
            ? ExitCode.Ok
            : throw new CliException($"the figures do not add up: {result.Counts.Identity}", ExitCode.Failed);

        async ValueTask AfterBatch(ReplayTotals totals)
        {
            progress?.Report(totals);
            if (request.Speed is not null) report?.Flush();
            if (environment.Out.Failure.IsCompleted) throw await environment.Out.Failure;
            if (!environment.Out.HasRoom) await environment.Out.WhenRoomAsync().WaitAsync(stop);
        }
    }

    /// <summary>Reads the first message of each file, so that one that is no recording is named before anything is played.</summary>
    private static DateTimeOffset? FirstOf(RecordingReader reader)
    {
        foreach (var file in reader.Files)
            foreach (var _ in RecordingReader.Open(file).Read()) break;
        foreach (var message in reader.Read()) return message.ReceivedAt;
        return null;
    }

    private static DateTimeOffset? On(DateTimeOffset day, TimeOnly? time) =>
        time is { } at ? new DateTimeOffset(DateOnly.FromDateTime(day.DateTime), at, MarketTime.Offset) : null;

    private static string Json(ReplayResult result)
    {
        using var json = new JsonLine("digest");
        return json.Text("digest", result.Digest).Count("changes", result.Changes).End();
    }

    private static string Text(TimeOnly? time) => time?.ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    private static string Text(DateTimeOffset? moment) => moment?.ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "its beginning";
}

using OptionAuctions.Cli.Reports;
using OptionAuctions.Recording;
using OptionAuctions.Replay;

namespace OptionAuctions.Cli.Recordings;

/// <summary>The command <c>replay</c>: plays a recording, and reports its changes or their digest.</summary>
internal static class ReplayRun
{
    public static Task<int> RunAsync(ReplayRequest request, CliEnvironment environment, CancellationToken stop)
    {
        ReplayedPart.Check(request.From, request.To);
        return RecordingFiles.ReadAsync(request.Path, environment, reader => RunAsync(request, reader, environment, stop));
    }

    private static async Task<int> RunAsync(ReplayRequest request, RecordingReader reader, CliEnvironment environment, CancellationToken stop)
    {
        var part = ReplayedPart.Of(reader, request.Path, request.From, request.To);
        IReport? report = request.Digest ? null : request.Json ? new JsonReport(environment.Out) : new LineReport(environment.Out);
        ReplayProgress? progress = null;
        var options = new ReplayOptions
        {
            From = part.From, To = part.To, Codes = request.Codes, Speed = request.Speed, Time = environment.Time,
            OnChange = report is null ? null : report.OnChange, AfterBatch = AfterBatch,
        };
        var isSeen = report is not null && environment.Screen is not null; // the changes then are the progress
        if (!isSeen) progress = new ReplayProgress(environment, reader.ReadSummary(), options);
        var result = await RecordingReplay.RunAsync(reader, options, stop);

        foreach (var problem in result.Problems) environment.Error.WriteLine($"auctions: warning: {problem}");
        if (!result.IsComplete) environment.Error.WriteLine($"auctions: stopped at {ReplayedPart.Text(result.Totals.Last)} of the recording");
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

    private static string Json(ReplayResult result)
    {
        using var json = new JsonLine("digest");
        return json.Text("digest", result.Digest).Count("changes", result.Changes).End();
    }
}

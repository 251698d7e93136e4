using System.Globalization;
using OptionAuctions.Recording;
using OptionAuctions.Replay;

namespace OptionAuctions.Cli.Recordings;

/// <summary>The command <c>diff</c>: plays a recording with two kinds of actors for codes, and compares what they decided.</summary>
internal static class DiffRun
{
    private const int FailuresSaid = 20;

    public static Task<int> RunAsync(DiffRequest request, CliEnvironment environment, CancellationToken stop)
    {
        ReplayedPart.Check(request.From, request.To);
        return RecordingFiles.ReadAsync(request.Path, environment, reader => RunAsync(request, reader, environment, stop));
    }

    private static async Task<int> RunAsync(DiffRequest request, RecordingReader reader, CliEnvironment environment, CancellationToken stop)
    {
        var part = ReplayedPart.Of(reader, request.Path, request.From, request.To);
        var actors = (A: HostActors.Create("--a", request.A), B: HostActors.Create("--b", request.B)); // refused before anything is played
        var a = await PlayAsync("a", actors.A);
        var b = await PlayAsync("b", actors.B);
        if (a.Replay.Totals != b.Replay.Totals)
            throw new CliException($"'{request.Path}' has changed between the two replays: nothing is compared; --to plays what is over", ExitCode.Failed);
        foreach (var problem in a.Replay.Problems) environment.Error.WriteLine($"auctions: warning: {problem}");

        DiffReport report = request.Json ? new JsonDiffReport(request.All) : new LineDiffReport(request.All, SeveralDays(a.Replay.Totals));
        foreach (var code in DecisionDiff.Compare(a.Decisions, b.Decisions))
        {
            foreach (var line in report.Lines(code)) await environment.Out.WriteLineAsync(line);
            if (stop.IsCancellationRequested) throw new CliException($"stopped after {code.Code}, before all was written", ExitCode.Failed);
        }

        await environment.Out.WriteLineAsync(report.Summary());
        var isAllTold = Complaints("a", a, environment) & Complaints("b", b, environment);
        return report.IsEqual && isAllTold ? ExitCode.Ok : ExitCode.Failed;

        async Task<DecisionReplayResult> PlayAsync(string name, IReplayedActors of)
        {
            var options = new ReplayOptions { From = part.From, To = part.To, Codes = request.Codes, MakesDigest = false };
            var progress = new ReplayProgress(environment, reader.ReadSummary(), options, $"{name}: ");
            options = options with { AfterBatch = AfterBatch };
            var played = await DecisionReplay.RunAsync(RecordingFiles.Open(request.Path), of, options, stop);
            if (!played.Replay.IsComplete)
            {
                var at = ReplayedPart.Text(played.Replay.Totals.Last);
                throw new CliException($"stopped at {at} of the recording in the replay of --{name}: nothing is compared", ExitCode.Failed);
            }

            return played.Replay.Counts.Breaches().Count == 0
                ? played
                : throw new CliException($"the figures do not add up: {played.Replay.Counts.Identity}", ExitCode.Failed);

            ValueTask AfterBatch(ReplayTotals totals)
            {
                progress.Report(totals);
                return ValueTask.CompletedTask;
            }
        }
    }

    private static bool SeveralDays(in ReplayTotals totals) => totals is { First: { } first, Last: { } last } && first.Date != last.Date;

    /// <summary>Says on stderr what is wrong with the replay of one side.</summary>
    /// <returns>False when its decisions are not all that it would have decided.</returns>
    private static bool Complaints(string name, DecisionReplayResult played, CliEnvironment environment)
    {
        foreach (var failure in played.Failures.Take(FailuresSaid))
            Say($"{failure.At.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)} {(failure.Code is { } code ? $"{code}: " : "")}{failure.Reason}");
        if (played.FailureCount > FailuresSaid) Say(FormattableString.Invariant($"and {played.FailureCount - FailuresSaid:N0} more failures of actors"));
        if (played.Decisions.NotKept is > 0 and var more)
        {
            Say(FormattableString.Invariant(
                $"{more:N0} decisions beyond the first {DecisionLog.MaxDecisions:N0} are not compared; --codes, --from and --to play a part"));
        }

        if (played.Decisions.Codes.Count == 0) environment.Error.WriteLine($"auctions: warning: --{name} has no actor for any code of the recording");
        return played.FailureCount == 0 && played.Decisions.NotKept == 0;

        void Say(string sentence) => environment.Error.WriteLine($"auctions: {name}: {sentence}");
    }
}

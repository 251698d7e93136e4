using OptionAuctions.Cli.Histories;
using OptionAuctions.Cli.Recordings;
using OptionAuctions.Cli.Reports;
using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Running;

/// <summary>The command <c>run</c>: runs a feed, or one for each call auction, from the start to the summary.</summary>
internal static class FeedRun
{
    private static readonly TimeSpan OutputTime = TimeSpan.FromSeconds(2), AfterOutput = TimeSpan.FromSeconds(0.7);

    public static async Task<int> RunAsync(RunRequest request, CliEnvironment environment, CancellationToken stop)
    {
        if (environment.Out.Failure.IsCompleted) throw await environment.Out.Failure; // nobody would see what is dialed for
        var configuration = Settings.Read(environment);
        var plan = RunPlan.Make(request, configuration, environment.Time);
        foreach (var warning in plan.Warnings) environment.Error.WriteLine($"auctions: warning: {warning}");
        StateDirectory.Check(plan.Options);

        var clock = new RunClock { Venue = plan.Time };
        await using var history = request.History is { } target ? await RunHistory.OpenAsync(target, plan, configuration, environment, stop) : null;
        var restores = !plan.OnSimulatedVenue && !request.IsOnlyRecorded; // a simulated venue in this process is another one at each start
        await using var recording = request.RecordTo is { } folder ? RunRecording.Begin(folder, plan, restores, environment, clock) : null;
        var report = Report(request, environment, plan, clock, recording);
        var end = new Lazy<Task>(() => Ending.WaitAsync(request.For, environment.Time, stop, environment.Out.Failure));
        RunOutcome? outcome = null;
        for (var startsAt = SimulatedVenue.Beginning; ;)
        {
            await using var venue = plan.OnSimulatedVenue ? await StartVenueAsync(request, environment, plan, startsAt) : null;
            clock.Venue = venue?.Clock ?? TimeProvider.System;
            await using var round = new FeedRound(plan.WithVenue(venue, configuration), configuration, environment, report, clock.Venue, recording, history);
            var callEnded = await round.StartAsync();
            await round.FollowAsync(request.Venue.Loop ? [end.Value, callEnded] : [end.Value]);

            var ended = await round.EndAsync(request.Slots);
            outcome = outcome?.Then(ended) ?? ended;
            if (!end.Value.IsCompleted)
            {
                startsAt = SimulatedVenue.StartAfter(await callEnded, plan.Codes, plan.Reference);
                continue;
            }

            if (history is not null) environment.Error.WriteLine($"auctions: {history.Text}");
            if (recording is not null) await EndAsync(recording, environment, round.Budget!);
            return await SummarizeAsync(outcome, report, environment, round.Budget!);
        }
    }

    /// <summary>Ends the file, and says what is in it, beside the summary: on stderr.</summary>
    private static async Task EndAsync(RunRecording recording, CliEnvironment environment, StopBudget budget)
    {
        try
        {
            await recording.DisposeAsync().AsTask().WaitAsync(budget.Left(AfterOutput), environment.Time);
            environment.Error.WriteLine($"auctions: {recording.Text}");
        }
        catch (TimeoutException)
        {
            environment.Error.WriteLine($"auctions: warning: the disk takes no more, and the recording is not finished: {recording.Text}");
        }
    }

    private static IReport Report(RunRequest request, CliEnvironment environment, RunPlan plan, TimeProvider time, RunRecording? recording)
    {
        if (request.IsOnlyRecorded && !request.Json) return new RecordReport(new LineReport(environment.Out), environment.Out, recording!, time);
        if (request.Json) return new JsonReport(environment.Out);
        if (environment.Screen is not { } screen) return new LineReport(environment.Out);
        var venue = plan.OnSimulatedVenue ? "simulated venue, no credentials" : plan.Options.WsUrl.Host;
        return new TableReport(screen, environment.Out, time, venue, new Board(plan.Codes, plan.Reference, grows: plan.Chain is { Moves: true }));
    }

    private static async Task<VenueServer> StartVenueAsync(RunRequest request, CliEnvironment environment, RunPlan plan, DateTimeOffset startsAt)
    {
        var venue = await VenueRun.StartAsync(SimulatedVenue.OptionsFor(plan, request.Venue, startsAt));
        if (environment.Screen is null || request.Json)
            environment.Error.WriteLine($"no credentials: following a simulated venue in this process, {venue.WebSocketUrl}, on its own clock");
        return venue;
    }

    private static async Task<int> SummarizeAsync(RunOutcome outcome, IReport report, CliEnvironment environment, StopBudget budget)
    {
        report.Ended(new RunSummary(outcome.Counts, outcome.Gaps));
        var left = budget.Left(AfterOutput);
        await Ending.FlushAsync(environment.Out, left < OutputTime ? left : OutputTime, environment.Time);
        var failures = outcome.Failures().ToArray();
        return failures.Length == 0 ? ExitCode.Ok : throw new CliException(string.Join('\n', failures), ExitCode.Failed);
    }
}

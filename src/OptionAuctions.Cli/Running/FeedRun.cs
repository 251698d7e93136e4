using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OptionAuctions.Cli.Reports;
using Spectre.Console;

namespace OptionAuctions.Cli.Running;

/// <summary>The command <c>run</c>: runs a feed from its start to its summary.</summary>
internal static class FeedRun
{
    // What the steps after each one need of the time in which the process ends; the socket is closed within the first second.
    private static readonly TimeSpan AfterDrain = TimeSpan.FromSeconds(1.5), AfterCounts = TimeSpan.FromSeconds(1), AfterOutput = TimeSpan.FromSeconds(0.7);
    private static readonly TimeSpan OutputTime = TimeSpan.FromSeconds(2); // for a reader of the output that pauses to go on

    public static async Task<int> RunAsync(RunRequest request, CliEnvironment environment, CancellationToken stop)
    {
        if (environment.Out.Failure.IsCompleted) throw await environment.Out.Failure; // nobody would see what is dialed for
        var configuration = Settings.Read(environment);
        var plan = RunPlan.Make(request, configuration, environment.Time);
        foreach (var warning in plan.Warnings) environment.Error.WriteLine($"auctions: warning: {warning}");
        StateDirectory.Check(plan.Options);

        await using var venue = plan.OnSimulatedVenue ? await VenueRun.StartAsync(SimulatedVenue.OptionsFor(plan.Codes)) : null;
        if (venue is not null)
        {
            plan = plan.WithVenue(venue, configuration);
            environment.Error.WriteLine($"no credentials: following a simulated venue in this process, {venue.WebSocketUrl}, on its own clock");
        }

        var time = venue?.Clock ?? TimeProvider.System;
        var report = Report(request, environment, plan, time);
        var host = FeedHost.Build(plan, configuration, environment, report, time);
        StopBudget? budget = null;
        try
        {
            await StartAsync(host);
            await FollowAsync(host, plan, request.For, environment, stop);
            budget = new StopBudget(environment.Time);
            return await EndAsync(host, report, environment, budget);
        }
        finally
        {
            await StopAsync(host, environment, budget ?? new StopBudget(environment.Time));
        }
    }

    private static IReport Report(RunRequest request, CliEnvironment environment, RunPlan plan, TimeProvider time) =>
        request.Json ? new JsonReport(environment.Out)
        : environment.Screen is { } screen ? Table(screen, environment, plan, time)
        : new LineReport(environment.Out);

    private static TableReport Table(IAnsiConsole screen, CliEnvironment environment, RunPlan plan, TimeProvider time) =>
        new(screen, environment.Out, time, plan.OnSimulatedVenue ? "simulated venue" : plan.Options.WsUrl.Host, plan.Codes);

    private static async Task StartAsync(IHost host)
    {
        try
        {
            // Created here, so that a failure is reported as a sentence; inside the host it would be a stack trace on stdout.
            _ = host.Services.GetRequiredService<ActorSystem>();
        }
        catch (Exception cause) // the type depends on the setting that Akka does not accept
        {
            throw new CliException(
                $"the actor system cannot start with this akka.conf: {cause.GetBaseException().Message.ReplaceLineEndings(" ")}", ExitCode.Usage);
        }

        try
        {
            await host.StartAsync(CancellationToken.None);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"the feed cannot start: {cause.Message}", ExitCode.Failed);
        }
    }

    private static async Task FollowAsync(IHost host, RunPlan plan, TimeSpan? duration, CliEnvironment environment, CancellationToken stop)
    {
        Actor<ReporterActor>(host).Tell(new ReporterActor.Begin(Actor<AuctionRouter>(host), Actor<AuctionSupervisor>(host), plan.Codes));
        var system = host.Services.GetRequiredService<ActorSystem>();
        await Ending.WaitAsync(duration, environment.Time, stop, environment.Out.Failure, system.WhenTerminated);
        if (system.WhenTerminated.IsCompleted) throw new CliException("the actor system stopped by itself; the log says why", ExitCode.Failed);
    }

    /// <summary>Closes the connections, lets what was received reach the report, and writes the summary.</summary>
    private static async Task<int> EndAsync(IHost host, IReport report, CliEnvironment environment, StopBudget budget)
    {
        var (feed, reporter) = (Actor<AuctionSupervisor>(host), Actor<ReporterActor>(host));
        reporter.Tell(ReporterActor.End.Instance);
        var drained = await AuctionFeed.DrainAsync(feed, budget.Left(AfterDrain));
        var counts = await AskAsync<FeedCounts>(feed, AuctionProtocol.GetCounts.Instance, budget.Left(AfterCounts));
        var finished = await AskAsync<ReporterActor.Finished>(reporter, ReporterActor.Finish.Instance, budget.Left(AfterOutput));
        var history = finished?.History ?? new FeedHistory();
        report.Ended(new RunSummary(counts, history.Gaps));

        var left = budget.Left(AfterOutput);
        await Ending.FlushAsync(environment.Out, left < OutputTime ? left : OutputTime, environment.Time);
        var failures = new RunOutcome(counts, drained, history.Connected, history.LastReason).Failures().ToArray();
        return failures.Length == 0 ? ExitCode.Ok : throw new CliException(string.Join('\n', failures), ExitCode.Failed);
    }

    private static IActorRef Actor<T>(IHost host) => host.Services.GetRequiredService<IRequiredActor<T>>().ActorRef;

    private static async Task<T?> AskAsync<T>(IActorRef actor, object query, TimeSpan timeout)
        where T : class
    {
        try
        {
            return await actor.Ask<T>(query, timeout);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    /// <summary>Stops the host and disposes it. One that does not stop is left as it is: to dispose it would be to wait for it.</summary>
    private static async Task StopAsync(IHost host, CliEnvironment environment, StopBudget budget)
    {
        try
        {
            await host.StopAsync(CancellationToken.None).WaitAsync(budget.Left(TimeSpan.Zero), TimeProvider.System);
            host.Dispose();
        }
        catch (TimeoutException)
        {
            environment.Error.WriteLine("auctions: the host did not stop in time; the process ends without it");
        }
    }
}

using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OptionAuctions.Cli.Reports;

namespace OptionAuctions.Cli.Running;

/// <summary>The command <c>run</c>: runs a feed from its start to its summary.</summary>
internal static class FeedRun
{
    // Together less than the three seconds within which a process that was asked to end has ended; the socket is closed within the first of them.
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1.8);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(0.4);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(0.6);

    public static async Task<int> RunAsync(RunRequest request, CliEnvironment environment, CancellationToken stop)
    {
        var configuration = Settings.Read(environment);
        var plan = RunPlan.Make(request, configuration, environment.Time);
        foreach (var warning in plan.Warnings) await environment.Error.WriteLineAsync($"auctions: warning: {warning}");
        StateDirectory.Check(plan.Options);

        await using var venue = plan.OnSimulatedVenue ? await VenueRun.StartAsync(SimulatedVenue.OptionsFor(plan.Codes)) : null;
        if (venue is not null)
        {
            plan = plan.WithVenue(venue, configuration);
            await environment.Error.WriteLineAsync($"no credentials: following a simulated venue in this process, {venue.WebSocketUrl}, on its own clock");
        }

        var time = venue?.Clock ?? TimeProvider.System;
        using var report = Report(request, environment, plan, time);
        using var host = FeedHost.Build(plan, configuration, environment, report, time);
        await StartAsync(host);
        try
        {
            return await FollowAsync(host, plan, request.For, environment, stop);
        }
        finally
        {
            await StopAsync(host, environment);
        }
    }

    private static IReport Report(RunRequest request, CliEnvironment environment, RunPlan plan, TimeProvider time) =>
        request.Json ? new JsonReport(environment.Out)
        : environment.Screen is { } screen ? new TableReport(screen, time, plan.OnSimulatedVenue ? "simulated venue" : plan.Options.WsUrl.Host, plan.Codes)
        : new LineReport(environment.Out);

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

    private static async Task<int> FollowAsync(IHost host, RunPlan plan, TimeSpan? duration, CliEnvironment environment, CancellationToken stop)
    {
        var feed = Actor<AuctionSupervisor>(host);
        var reporter = Actor<ReporterActor>(host);
        var began = await reporter.Ask<ReporterActor.Began>(
            new ReporterActor.Begin(Actor<AuctionRouter>(host), feed, plan.Codes), DrainTime, CancellationToken.None);
        var system = host.Services.GetRequiredService<ActorSystem>();
        await Ending.WaitAsync(duration, environment.Time, stop, began.OutputClosed, system.WhenTerminated);
        if (system.WhenTerminated.IsCompleted) throw new CliException("the actor system stopped by itself; the log says why", ExitCode.Failed);

        reporter.Tell(ReporterActor.End.Instance);
        var drained = await AuctionFeed.DrainAsync(feed, DrainTime);
        var counts = await AskAsync<FeedCounts>(feed, AuctionProtocol.GetCounts.Instance, AnswerTime);
        if (counts is null) throw new CliException("the feed did not answer with its counts", ExitCode.Failed);
        await AskAsync<ReporterActor.Finished>(reporter, new ReporterActor.Finish(counts), AnswerTime);

        if (began.OutputClosed is { IsCompleted: true, Result: { } cause } && !StandardOutput.IsReaderGone(cause))
            throw new CliException($"the output cannot be written: {cause.Message}", ExitCode.Failed);
        if (!drained) throw new CliException("the feed was not drained in time, so its figures are not final", ExitCode.Failed);
        return counts.Breaches().Count == 0 ? ExitCode.Ok : throw new CliException($"the figures do not add up: {counts.Identity}", ExitCode.Failed);
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

    private static async Task StopAsync(IHost host, CliEnvironment environment)
    {
        try
        {
            await host.StopAsync(CancellationToken.None).WaitAsync(StopTime, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            await environment.Error.WriteLineAsync("auctions: the host did not stop in time; the process ends without it");
        }
    }
}

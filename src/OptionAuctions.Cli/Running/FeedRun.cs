using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OptionAuctions.Cli.Reports;
using OptionAuctions.Connection;
using OptionAuctions.Routing;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Cli.Running;

/// <summary>A feed from its start to its summary.</summary>
internal static class FeedRun
{
    // Together below the three seconds in which a process that was asked to end is gone; the socket is closed within the first.
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1.8);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(0.4);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(0.6);

    public static async Task<int> RunAsync(RunRequest request, Surroundings around, CancellationToken stop)
    {
        var configuration = Settings.Read(around);
        var plan = RunPlan.Make(request, configuration, around.Time);
        foreach (var warning in plan.Warnings) await around.Error.WriteLineAsync($"auctions: warning: {warning}");
        StateDirectory.Check(plan.Options);

        await using var venue = plan.OnSimulatedVenue ? await VenueRun.StartAsync(SimulatedVenue.Trading(plan.Codes)) : null;
        if (venue is not null)
        {
            plan = plan.Towards(venue, configuration);
            await around.Error.WriteLineAsync($"no credentials: following a simulated venue in this process, {venue.WebSocketUrl}, on its own clock");
        }

        var time = venue?.Clock ?? TimeProvider.System;
        using var report = Report(request, around, plan, time);
        using var host = FeedHost.Build(plan, configuration, around, report, time);
        await StartAsync(host);
        try
        {
            return await FollowAsync(host, plan, request.For, around, stop);
        }
        finally
        {
            await StopAsync(host, around);
        }
    }

    private static IReport Report(RunRequest request, Surroundings around, RunPlan plan, TimeProvider time) =>
        request.Json ? new JsonReport(around.Out)
        : around.Screen is { } screen ? new TableReport(screen, time, plan.OnSimulatedVenue ? "simulated venue" : plan.Options.WsUrl.Host, plan.Codes)
        : new LineReport(around.Out);

    private static async Task StartAsync(IHost host)
    {
        try
        {
            _ = host.Services.GetRequiredService<ActorSystem>(); // here its failure is ours to tell; inside the host it is a stack trace on stdout
        }
        catch (Exception cause) // whatever a setting makes Akka throw
        {
            throw new CliException($"the actor system cannot start with this akka.conf: {cause.GetBaseException().Message.ReplaceLineEndings(" ")}", ExitCode.Usage);
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

    private static async Task<int> FollowAsync(IHost host, RunPlan plan, TimeSpan? duration, Surroundings around, CancellationToken stop)
    {
        var feed = Actor<FeedSupervisor>(host);
        var reporter = Actor<ReporterActor>(host);
        var written = await reporter.Ask<ReporterActor.Began>(new ReporterActor.Begin(Actor<CodeRouterActor>(host), feed, plan.Codes), DrainTime, CancellationToken.None);
        var system = host.Services.GetRequiredService<ActorSystem>();
        await Ending.WaitAsync(duration, around.Time, stop, written.OutputClosed, system.WhenTerminated);
        if (system.WhenTerminated.IsCompleted) throw new CliException("the actor system stopped by itself; the log says why", ExitCode.Failed);

        reporter.Tell(ReporterActor.End.Instance);
        var drained = await AskAsync<FeedProtocol.Drained>(feed, FeedProtocol.Drain.Instance, DrainTime);
        var counts = await AskAsync<FeedCounts>(feed, FeedProtocol.GetCounts.Instance, AnswerTime);
        if (counts is null) throw new CliException("the feed did not say what it counted", ExitCode.Failed);
        await AskAsync<ReporterActor.Finished>(reporter, new ReporterActor.Finish(counts), AnswerTime);

        if (written.OutputClosed is { IsCompleted: true, Result: { } cause } && !StandardOutput.ReaderLeft(cause))
            throw new CliException($"the output cannot be written: {cause.Message}", ExitCode.Failed);
        if (drained is null) throw new CliException("the feed was not drained in time, so its figures are not final", ExitCode.Failed);
        return counts.Breaches().Count == 0 ? ExitCode.Ok : throw new CliException($"the figures do not add up: {counts.Identity}", ExitCode.Failed);
    }

    private static IActorRef Actor<T>(IHost host) => host.Services.GetRequiredService<IRequiredActor<T>>().ActorRef;

    private static async Task<T?> AskAsync<T>(IActorRef actor, object question, TimeSpan patience)
        where T : class
    {
        try
        {
            return await actor.Ask<T>(question, patience);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    private static async Task StopAsync(IHost host, Surroundings around)
    {
        try
        {
            await host.StopAsync(CancellationToken.None).WaitAsync(StopTime, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            await around.Error.WriteLineAsync("auctions: the host took too long to stop and was left behind");
        }
    }
}

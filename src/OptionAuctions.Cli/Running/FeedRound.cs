using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OptionAuctions.Cli.Reports;

namespace OptionAuctions.Cli.Running;

/// <summary>One feed of a run, from its start to its end. A run has one, or one for each call auction that it follows.</summary>
internal sealed class FeedRound : IAsyncDisposable
{
    // What the steps after each one need of the time in which the process ends; the socket is closed within the first second.
    private static readonly TimeSpan AfterDrain = TimeSpan.FromSeconds(1.5), AfterCounts = TimeSpan.FromSeconds(1), AfterReport = TimeSpan.FromSeconds(0.7);

    private readonly RunPlan _plan;
    private readonly CliEnvironment _environment;
    private readonly TimeProvider _time;
    private readonly IHost _host;

    /// <summary>Creates a feed; nothing is started.</summary>
    public FeedRound(RunPlan plan, IConfiguration configuration, CliEnvironment environment, IReport report, TimeProvider time)
    {
        (_plan, _environment, _time) = (plan, environment, time);
        _host = FeedHost.Build(plan, configuration, environment, report, time);
    }

    /// <summary>The time in which the process ends; begins with <see cref="EndAsync"/>.</summary>
    public StopBudget? Budget { get; private set; }

    /// <summary>Starts the feed and the report.</summary>
    /// <returns>Completes with the call auction that is over.</returns>
    /// <exception cref="CliException">The feed cannot start.</exception>
    public async Task<Task<CallTimes>> StartAsync()
    {
        try
        {
            // Created here, so that a failure is reported as a sentence; inside the host it would be a stack trace on stdout.
            _ = _host.Services.GetRequiredService<ActorSystem>();
        }
        catch (Exception cause) // the type depends on the setting that Akka does not accept
        {
            throw new CliException(
                $"the actor system cannot start with this akka.conf: {cause.GetBaseException().Message.ReplaceLineEndings(" ")}", ExitCode.Usage);
        }

        try
        {
            await _host.StartAsync(CancellationToken.None);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"the feed cannot start: {cause.Message}", ExitCode.Failed);
        }

        var callEnded = new TaskCompletionSource<CallTimes>(TaskCreationOptions.RunContinuationsAsynchronously);
        var (router, moves) = (Actor<AuctionRouter>(), _plan.Chain is { Moves: true });
        Actor<ReporterActor>().Tell(new ReporterActor.Begin(router, Actor<AuctionSupervisor>(), moves ? null : _plan.Codes, callEnded)
        {
            Chains = RunChains.Start(_host.Services.GetRequiredService<ActorSystem>(), router, _plan, _time),
        });
        return callEnded.Task;
    }

    /// <summary>Follows the feed until one of <paramref name="ends"/> has completed.</summary>
    /// <exception cref="CliException">The actor system stopped by itself.</exception>
    public async Task FollowAsync(params IEnumerable<Task> ends)
    {
        var stopped = _host.Services.GetRequiredService<ActorSystem>().WhenTerminated;
        await Task.WhenAny([stopped, .. ends]);
        if (stopped.IsCompleted) throw new CliException("the actor system stopped by itself; the log says why", ExitCode.Failed);
    }

    /// <summary>Closes the connections and lets what was received reach the report.</summary>
    /// <param name="withSlots">True to report who has which slot first.</param>
    public async Task<RunOutcome> EndAsync(bool withSlots = false)
    {
        var budget = Budget = new StopBudget(_environment.Time);
        var (feed, reporter) = (Actor<AuctionSupervisor>(), Actor<ReporterActor>());
        if (withSlots && await AskAsync<FeedStatus>(feed, AuctionProtocol.GetStatus.Instance, budget.Left(AfterDrain)) is { } status) reporter.Tell(status);
        reporter.Tell(ReporterActor.End.Instance);
        var drained = await AuctionFeed.DrainAsync(feed, budget.Left(AfterDrain));
        var counts = await AskAsync<FeedCounts>(feed, AuctionProtocol.GetCounts.Instance, budget.Left(AfterCounts));
        var finished = await AskAsync<ReporterActor.Finished>(reporter, ReporterActor.Finish.Instance, budget.Left(AfterReport));
        var history = finished?.History ?? new FeedHistory();
        return new RunOutcome(counts, drained, history.Connected, history.LastReason, history.Gaps);
    }

    /// <summary>Stops the host and disposes it. One that does not stop is left as it is: to dispose it would be to wait for it.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            var budget = Budget ?? new StopBudget(_environment.Time);
            await _host.StopAsync(CancellationToken.None).WaitAsync(budget.Left(TimeSpan.Zero), TimeProvider.System);
            _host.Dispose();
        }
        catch (TimeoutException)
        {
            _environment.Error.WriteLine("auctions: the host did not stop in time; the process ends without it");
        }
    }

    private IActorRef Actor<T>() => _host.Services.GetRequiredService<IRequiredActor<T>>().ActorRef;

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
}

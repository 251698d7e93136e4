using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OptionAuctions.Cli.Histories;
using OptionAuctions.Cli.Recordings;
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
    private readonly RunHistory? _history;

    /// <summary>Creates a feed; nothing is started.</summary>
    public FeedRound(RunPlan plan, IConfiguration configuration, CliEnvironment environment, IReport report, TimeProvider time, RunRecording? recording,
        RunHistory? history)
    {
        (_plan, _environment, _time, _history) = (plan, environment, time, history);
        _host = FeedHost.Build(new FeedSetup(configuration, Apply, plan.Reference, time, report.OwnsTheScreen, AddReporter), environment);

        void Apply(FeedOptions options)
        {
            plan.Apply(options);
            recording?.Follow(options);
        }

        void AddReporter(ActorSystem system, IActorRegistry registry)
        {
            var reporter = system.ActorOf(ReporterActor.Props(report, environment.Out, time, plan.Reference.Calendar), "reporter");
            system.EventStream.Subscribe(reporter, typeof(IFeedEvent)); // here too: the feed's first event may come before its PreStart
            registry.Register<ReporterActor>(reporter);
        }
    }

    /// <summary>The time in which the process ends; begins with <see cref="EndAsync"/>.</summary>
    public StopBudget? Budget { get; private set; }

    /// <summary>Starts the feed and the report.</summary>
    /// <returns>Completes with the call auction that is over.</returns>
    /// <exception cref="CliException">The feed cannot start.</exception>
    public async Task<Task<CallTimes>> StartAsync()
    {
        await FeedHost.StartAsync(_host);
        var callEnded = new TaskCompletionSource<CallTimes>(TaskCreationOptions.RunContinuationsAsynchronously);
        var (router, moves) = (_host.Actor<AuctionRouter>(), _plan.Chain is { Moves: true });
        _host.Actor<ReporterActor>().Tell(new ReporterActor.Begin(router, _host.Actor<AuctionSupervisor>(), moves ? null : _plan.Codes, callEnded)
        {
            Chains = RunChains.Start(_host.Services.GetRequiredService<ActorSystem>(), router, _plan, _time),
        });
        _history?.Follow(_host.Services.GetRequiredService<ActorSystem>(), router);
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
        var (feed, reporter) = (_host.Actor<AuctionSupervisor>(), _host.Actor<ReporterActor>());
        if (withSlots && await feed.AskAsync<FeedStatus>(AuctionProtocol.GetStatus.Instance, budget.Left(AfterDrain)) is { } status) reporter.Tell(status);
        reporter.Tell(ReporterActor.End.Instance);
        var drained = await AuctionFeed.DrainAsync(feed, budget.Left(AfterDrain));
        if (_history is not null) await _history.FinishAsync(budget.Left(AfterCounts));
        var counts = await feed.AskAsync<FeedCounts>(AuctionProtocol.GetCounts.Instance, budget.Left(AfterCounts));
        var finished = await reporter.AskAsync<ReporterActor.Finished>(ReporterActor.Finish.Instance, budget.Left(AfterReport));
        var history = finished?.History ?? new FeedHistory();
        return new RunOutcome(counts, drained, history.Connected, history.LastReason, history.Gaps);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() =>
        await FeedHost.StopAsync(_host, (Budget ?? new StopBudget(_environment.Time)).Left(TimeSpan.Zero), _environment);
}

using System.Globalization;
using Akka.Actor;
using Microsoft.Extensions.Configuration;
using OptionAuctions.Cli.Running;
using OptionAuctions.History;

namespace OptionAuctions.Cli.Histories;

/// <summary>The history of a run: an actor in each of its feeds, which stores the calls that are over.</summary>
internal sealed class RunHistory : IAsyncDisposable
{
    /// <summary>Name of the file in the state folder for a simulated venue, whose days are made up.</summary>
    private const string SimulatedFileName = "history-simulated.db";

    private readonly IAuctionHistory _store;
    private readonly RunPlan _plan;
    private readonly CliEnvironment _environment;
    private IActorRef? _actor;
    private long _stored, _lost;

    private RunHistory(IAuctionHistory store, RunPlan plan, CliEnvironment environment) => (_store, _plan, _environment) = (store, plan, environment);

    /// <summary>Opens the history.</summary>
    /// <exception cref="CliException">It cannot be opened.</exception>
    public static async Task<RunHistory> OpenAsync(
        HistoryTarget target, RunPlan plan, IConfiguration configuration, CliEnvironment environment, CancellationToken stop)
    {
        var name = plan.OnSimulatedVenue ? SimulatedFileName : HistoryRun.FileName;
        return new RunHistory(await HistoryStores.OpenAsync(target, configuration, name, isMade: true, stop), plan, environment);
    }

    /// <summary>Starts the actor for a feed.</summary>
    public void Follow(ActorSystem system, IActorRef router)
    {
        var source = _plan.OnSimulatedVenue ? "simulated venue" : AuctionHistoryCollector.Live;
        var collector = new AuctionHistoryCollector(InstrumentTerms.Lookup(_plan.Reference), source, _plan.Reference.Calendar);
        var options = new HistoryOptions { Alarm = said => _environment.Error.WriteLine($"auctions: warning: {said}") };
        _actor = system.ActorOf(HistoryActor.Props(router, _store, collector, options), "history");
    }

    /// <summary>Stores what there is of a feed that is drained.</summary>
    public async Task FinishAsync(TimeSpan within)
    {
        if (_actor is null) return;
        if (await _actor.AskAsync<HistoryCounts>(new HistoryActor.Finish(), within) is { } counts)
            (_stored, _lost) = (_stored + counts.Stored, _lost + counts.Lost);
        else
            _environment.Error.WriteLine("auctions: warning: the history did not take everything in time");
    }

    /// <summary>The counters as a sentence.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{_stored:N0} summaries stored in the history, {_lost:N0} lost");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();
}

using System.Globalization;
using Akka.Actor;
using Akka.Event;

namespace OptionAuctions.History;

/// <summary>
/// The actor that keeps a history of a feed while it runs: it subscribes to every change of all codes that are followed, and stores the summaries of their
/// calls. It never waits for the store: summaries wait in a queue of bounded length, and go to it in batches, again when it has failed.
/// </summary>
public sealed class HistoryActor : SubscriberActor, IWithTimers
{
    private readonly IAuctionHistory _store;
    private readonly AuctionHistoryCollector _collector;
    private readonly HistoryOptions _options;
    private readonly WaitingSummaries _waiting;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IActorRef? _finisher;
    private bool _isFailing;

    /// <summary>Creates the actor.</summary>
    /// <param name="auctions">The router, for example from <c>IRequiredActor&lt;AuctionRouter&gt;</c>.</param>
    /// <param name="store">The store, which stays open.</param>
    /// <param name="collector">The collector, for this actor alone.</param>
    /// <param name="options">The options; all defaults when none are given.</param>
    public HistoryActor(IActorRef auctions, IAuctionHistory store, AuctionHistoryCollector collector, HistoryOptions? options = null)
        : base(auctions, codes: null, Delivery.Every((options ?? new HistoryOptions()).MaxChangesWaiting))
    {
        (_store, _collector, _options) = (store, collector, options ?? new HistoryOptions());
        _waiting = new WaitingSummaries(_options.MaxSummariesWaiting);
        Receive<Stored>(_ => OnStored());
        Receive<NotStored>(msg => OnNotStored(msg.Reason));
        Receive<Retry>(_ => StoreNext());
        Receive<SubscribeAgain>(_ => Subscribe());
        Receive<GetCounts>(_ => Sender.Tell(_waiting.Counts));
        Receive<Finish>(_ => OnFinish());
    }

    /// <summary>Set by Akka.</summary>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Creates the Props of the actor.</summary>
    /// <inheritdoc cref="HistoryActor(IActorRef, IAuctionHistory, AuctionHistoryCollector, HistoryOptions?)"/>
    public static Props Props(IActorRef auctions, IAuctionHistory store, AuctionHistoryCollector collector, HistoryOptions? options = null) =>
        Akka.Actor.Props.Create(() => new HistoryActor(auctions, store, collector, options)).WithDeploy(Deploy.Local);

    /// <inheritdoc/>
    protected override void OnChange(in AuctionChanged change)
    {
        foreach (var summary in _collector.Add(change)) _waiting.Add(summary);
    }

    /// <inheritdoc/>
    protected override void OnDelivered() => StoreNext();

    /// <summary>
    /// Says so and subscribes again, after a while, lest a bound below the number of codes keep the feed busy. What the changes between say is in the state
    /// after them, except for what was odd about each record.
    /// </summary>
    protected override void OnEnded(AuctionProtocol.SubscriptionEnded ended)
    {
        Raise($"the subscription of the history has ended and begins again: {ended.Sentence}");
        Timers.StartSingleTimer(nameof(SubscribeAgain), new SubscribeAgain(), _options.RetryAfter);
    }

    /// <summary>Counts what the store was not given as lost, and says so.</summary>
    protected override void PostStop()
    {
        _finisher = null;
        if (!_waiting.IsEmpty) Abandon("the history's actor has stopped");
    }

    private void StoreNext()
    {
        if (!_waiting.HasNext || Timers.IsTimerActive(nameof(Retry))) return;
        StoreAsync(_waiting.Take(_options.BatchSize)).PipeTo(
            Self, success: _ => new Stored(), failure: cause => new NotStored(cause.Message.ReplaceLineEndings(" ")));
    }

    /// <summary>Asynchronous, so that a store that throws at once fails as any other.</summary>
    private async Task<HistoryChanges> StoreAsync(IReadOnlyList<CallSummary> summaries) => await _store.UpsertAsync(summaries);

    private void OnStored()
    {
        _waiting.Succeed();
        if (_isFailing) Raise("the history is stored again");
        _isFailing = false;
        StoreNext();
        AnswerIfFinished();
    }

    private void OnNotStored(string reason)
    {
        _waiting.Fail();
        if (!_isFailing) Raise($"the history is not stored, and will be tried again: {reason}");
        _isFailing = true;
        if (_finisher is null) Timers.StartSingleTimer(nameof(Retry), new Retry(), _options.RetryAfter);
        else Abandon(reason);
        AnswerIfFinished();
    }

    /// <summary>Stores what there is, also of calls that are not over, at once and without another attempt.</summary>
    private void OnFinish()
    {
        _finisher = Sender;
        foreach (var summary in _collector.Flush()) _waiting.Add(summary);
        Timers.Cancel(nameof(Retry));
        StoreNext();
        AnswerIfFinished();
    }

    private void AnswerIfFinished()
    {
        if (_finisher is null || !_waiting.IsEmpty) return;
        _finisher.Tell(_waiting.Counts);
        _finisher = null;
    }

    private void Abandon(string reason)
    {
        var lost = _waiting.Counts.Waiting;
        _waiting.Abandon();
        Raise(string.Create(CultureInfo.InvariantCulture, $"{lost} summaries of the history are lost: {reason}"));
    }

    private void Raise(string sentence)
    {
        _log.Warning("{Sentence}", sentence);
        _options.Alarm?.Invoke(sentence);
    }

    /// <summary>Asks for the counters; answered with <see cref="HistoryCounts"/>.</summary>
    public sealed record GetCounts : INoSerializationVerificationNeeded;

    /// <summary>
    /// Stores what there is, also of calls that are not over; answered with <see cref="HistoryCounts"/> when it is stored, or lost since the store failed.
    /// </summary>
    public sealed record Finish : INoSerializationVerificationNeeded;

    private sealed record Stored : INoSerializationVerificationNeeded;

    private sealed record NotStored(string Reason) : INoSerializationVerificationNeeded;

    private sealed record SubscribeAgain : INoSerializationVerificationNeeded;

    private sealed record Retry : INoSerializationVerificationNeeded;
}

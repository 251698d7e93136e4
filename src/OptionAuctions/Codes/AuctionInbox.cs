using OptionAuctions.Auctions;
using OptionAuctions.Dispatch;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Codes;

/// <summary>
/// The queue of events of one code together with the auction so far: the state that the router and the code's actor share. It outlives restarts
/// of the actor, so that an actor that fails continues where it was.
/// </summary>
/// <remarks>
/// The router queues events, the actor folds them; any thread may read <see cref="State"/>. An event is stored as a value, the first of a queue in
/// this object and the others in a growing array, and needs no message: the actor is woken once, and takes all events that have come by
/// then. When it is <see cref="AuctionOptions.RecordsQueued"/> events behind, the newest record replaces the one before it, and
/// says so.
/// </remarks>
internal sealed class AuctionInbox
{
    private const int CacheLinesOfQueue = 4, CacheLinesOfAuction = 5; // of 64 bytes

    private SpinLock _gate = new(enableThreadOwnerTracking: false); // held for a few instructions, and taken with each record
    private readonly BatchBackpressure _backpressure;
    private readonly FeedMeter _meter;
    private readonly int _bound;
    private readonly AuctionFold _fold;
    private AuctionEvent[] _queue = []; // the queued events but the first
    private AuctionEvent[] _taken = [];
    private Queue<RecordDetail>? _details, _takenDetails; // of the events that have one, in their order; only of TRs that have quantities or quotes
    private int _queuedCount, _takenCount, _takenNext; // the queued count includes the first
    private bool _wakeRequested;
    private AuctionEvent _first;
    private int _version; // odd while an event is folded

    internal AuctionInbox(
        Instrument code, int bound, BatchBackpressure backpressure, FoldRules rules, FeedMeter meter, DateOnly? lastTradingDay = null, TickGrid? ticks = null)
    {
        (_bound, _backpressure, _meter) = (bound, backpressure, meter);
        _fold = new AuctionFold(code, lastTradingDay, rules, meter, ticks);
    }

    /// <summary>The auction so far.</summary>
    public AuctionState State
    {
        get
        {
            Read(out var state);
            return state;
        }
    }

    /// <summary>Reads the auction so far with one copy.</summary>
    /// <remarks>A sequence lock: a read that overlaps a fold is repeated, so that the code's actor takes no lock and waits for no reader.</remarks>
    public void Read(out AuctionState state)
    {
        var spin = default(SpinWait);
        while (true)
        {
            var before = Volatile.Read(ref _version);
            state = _fold.State;
            Volatile.ReadBarrier();
            if (before % 2 == 0 && Volatile.Read(ref _version) == before) return;
            spin.SpinOnce();
        }
    }

    /// <summary>True when the code is not followed any more, and all events before that have been folded; for the code's actor alone.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>The last revisions of the call; for the code's actor alone.</summary>
    internal IReadOnlyList<PathPoint> Revisions => _fold.Revisions;

    /// <summary>Prefetches the queue into the processor's cache, since it is used in a moment.</summary>
    internal void PrefetchQueue() => Prefetch.Fetch(this, CacheLinesOfQueue);

    /// <summary>Prefetches the auction into the processor's cache. The queue has to be there already.</summary>
    internal void PrefetchAuction() => Prefetch.Fetch(_fold, CacheLinesOfAuction);

    /// <summary>Queues an event.</summary>
    /// <returns>True when the caller has to wake the actor: no wake for the queued events has been requested yet.</returns>
    internal bool Offer(in AuctionEvent auctionEvent)
    {
        if (auctionEvent.Kind == AuctionEventKind.Record)
            return Offer(auctionEvent.Record, auctionEvent.At, auctionEvent.Timestamp, auctionEvent.Epoch, auctionEvent.Place);
        var entered = false;
        _gate.Enter(ref entered);
        try
        {
            if (_queuedCount == 0 || !TryMerge(auctionEvent)) Next() = auctionEvent;
            return RequestWake();
        }
        finally
        {
            _gate.Exit(useMemoryBarrier: false);
        }
    }

    /// <summary>Queues an event of a record, which is made in its place in the queue. Beyond the bound it replaces a record before it, and says so.</summary>
    internal bool Offer(in ExpectedExecution record, long at, long timestamp, int epoch, RecordPlace place)
    {
        var entered = false;
        _gate.Enter(ref entered);
        try
        {
            var replaces = _queuedCount >= _bound && Last is { Kind: AuctionEventKind.Record, HasDetail: false };
            ref var queued = ref replaces ? ref Last : ref Next();
            AuctionEvent.Write(ref queued, record, at, timestamp, epoch, place);
            if (!replaces) return RequestWake();
            queued.ReplacesOthers = true;
            _meter.RecordsLagged(1);
            return RequestWake();
        }
        finally
        {
            _gate.Exit(useMemoryBarrier: false);
        }
    }

    /// <summary>
    /// Queues a record with its quantities and quotes, or an order book alone. Beyond the bound it replaces the newest queued one of its kind: the book before
    /// it counts for nothing then, and a record says that it replaced others.
    /// </summary>
    internal bool Offer(in AuctionEvent auctionEvent, RecordDetail detail)
    {
        var entered = false;
        _gate.Enter(ref entered);
        try
        {
            _details ??= [];
            if (_queuedCount >= _bound && LastWithDetail(auctionEvent.Kind) is var place and >= 0)
            {
                ref var replaced = ref At(place);
                replaced = auctionEvent;
                (replaced.HasDetail, replaced.ReplacesOthers) = (true, auctionEvent.Kind == AuctionEventKind.Record);
                ReplaceDetail(place, detail);
                _meter.RecordsLagged(1);
                return RequestWake();
            }

            ref var queued = ref Next();
            queued = auctionEvent;
            queued.HasDetail = true;
            _details.Enqueue(detail);
            return RequestWake();
        }
        finally
        {
            _gate.Exit(useMemoryBarrier: false);
        }
    }

    /// <summary>Returns the place of the newest queued event of a kind with a detail among the last two; -1 when there is none.</summary>
    private int LastWithDetail(AuctionEventKind kind)
    {
        for (var place = _queuedCount - 1; place >= Math.Max(0, _queuedCount - 2); place--)
            if (At(place).Kind == kind && At(place).HasDetail) return place;
        return -1;
    }

    /// <summary>Replaces the detail of a queued event. Rare, and the queue is at its bound: it is made anew.</summary>
    private void ReplaceDetail(int place, RecordDetail detail)
    {
        var before = 0;
        for (var i = 0; i < place; i++)
            if (At(i).HasDetail) before++;
        var all = _details!.ToArray();
        all[before] = detail;
        _details = new Queue<RecordDetail>(all);
    }

    private ref AuctionEvent At(int place) => ref place == 0 ? ref _first : ref _queue[place - 1];

    /// <summary>The newest queued event, where there is one.</summary>
    private ref AuctionEvent Last => ref _queuedCount == 1 ? ref _first : ref _queue[_queuedCount - 2];

    private bool RequestWake()
    {
        var wake = !_wakeRequested;
        _wakeRequested = true;
        return wake;
    }

    /// <summary>
    /// Folds all queued events into the auction. An event leaves the queue before it is folded, so that an event that makes the actor fail does
    /// not make it fail twice; it is counted all the same, as are those before it.
    /// </summary>
    /// <param name="subscriptions">
    /// The subscriptions to the code: each revision counts as one to deliver for each of them, and each event is passed on where one requires that.
    /// </param>
    /// <returns>Number of new revisions.</returns>
    internal int Drain(CodeSubscriptions? subscriptions = null)
    {
        var (before, applied) = (_fold.State.Revision, 0);
        try
        {
            while (true)
            {
                while (_takenNext < _takenCount) Fold(_taken[_takenNext++], subscriptions, ref applied);
                if (!TryTake(out var first)) break;
                Fold(first, subscriptions, ref applied);
            }
        }
        finally
        {
            _meter.RecordsApplied(applied);
            _meter.RevisionsMade((_fold.State.Revision - before) * (subscriptions?.Count ?? 0)); // also the full fence on which Outbox.Mark relies
        }

        return (int)(_fold.State.Revision - before);
    }

    private void Fold(in AuctionEvent auctionEvent, CodeSubscriptions? subscriptions, ref int applied)
    {
        if (auctionEvent.Kind == AuctionEventKind.Unfollowed) HasEnded = true; // first, since the fold may throw, and the event comes only once
        if (auctionEvent.Kind is AuctionEventKind.Record or AuctionEventKind.Trade or AuctionEventKind.Book) applied++;
        Fold(auctionEvent, auctionEvent.HasDetail ? _takenDetails!.Dequeue() : null);
        if (subscriptions is { WantEach: true }) subscriptions.OnEvent();
    }

    private void Fold(in AuctionEvent auctionEvent, RecordDetail? detail)
    {
        Volatile.Write(ref _version, _version + 1);
        Volatile.WriteBarrier();
        try
        {
            _fold.Apply(auctionEvent, detail);
        }
        finally
        {
            Volatile.Write(ref _version, _version + 1);
        }
    }

    /// <summary>
    /// Merges an event that is no record into the newest queued one, where that is allowed. Events other than records and trades are as rare as
    /// connections, so only records and trades are limited: of records the newest is kept, of trades the first.
    /// </summary>
    private bool TryMerge(in AuctionEvent auctionEvent)
    {
        ref var last = ref Last;
        switch (auctionEvent.Kind)
        {
            case AuctionEventKind.ClockTick when last.Kind == AuctionEventKind.ClockTick:
                last = auctionEvent;
                return true;
            case AuctionEventKind.Trade when _queuedCount >= _bound:
                _meter.RecordsLagged(1);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Adds a place to the queue, for the caller to fill.</summary>
    private ref AuctionEvent Next()
    {
        if (_queuedCount++ == 0) return ref _first;
        if (_queuedCount - 1 > _queue.Length) Array.Resize(ref _queue, Math.Max(2, (_queuedCount - 1) * 2));
        return ref _queue[_queuedCount - 2];
    }

    /// <summary>Takes all queued events.</summary>
    /// <param name="first">The first of them; the others are in the array of taken events.</param>
    /// <returns>False when the queue is empty.</returns>
    private bool TryTake(out AuctionEvent first)
    {
        first = default;
        if (!Volatile.Read(ref _wakeRequested)) return false;
        var entered = false;
        _gate.Enter(ref entered);
        first = _first;
        if (_queuedCount > 1) (_queue, _taken) = (_taken, _queue);
        if (_details is { Count: > 0 }) (_details, _takenDetails) = (_takenDetails, _details); // the taken ones were folded with their events
        (_takenCount, _takenNext) = (_queuedCount - 1, 0);
        (_queuedCount, _wakeRequested) = (0, false);
        _gate.Exit(useMemoryBarrier: false);
        _backpressure.OnTaken();
        return true;
    }
}

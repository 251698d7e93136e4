using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private List<RecordDetail?>? _details, _takenDetails; // of the events that have one, in their order; only of TRs that have quantities or quotes
    private int _queuedCount, _takenCount, _takenNext, _takenDetailNext; // the queued count includes the first
    private bool _wakeRequested;
    private AuctionEvent _first;
    private int _version; // odd while an event is folded

    internal AuctionInbox(
        Instrument code, int bound, BatchBackpressure backpressure, FoldRules rules, FeedMeter meter, DateOnly? lastTradingDay = null, TickGrid? ticks = null)
        : this(new AuctionFold(code, lastTradingDay, rules, meter, ticks), bound, backpressure, meter)
    {
    }

    /// <summary>Creates an inbox whose auction goes on from what was folded before, and is counted from here on.</summary>
    internal AuctionInbox(AuctionFold fold, int bound, BatchBackpressure backpressure, FeedMeter meter)
    {
        (_fold, _bound, _backpressure, _meter) = (fold, bound, backpressure, meter);
        fold.CountBy(meter);
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
            if (_queuedCount >= _bound && TryReplace(record, at, timestamp, epoch, place, detail: null)) return RequestWake();
            AuctionEvent.Write(ref Next(), record, at, timestamp, epoch, place);
            return RequestWake();
        }
        finally
        {
            _gate.Exit(useMemoryBarrier: false);
        }
    }

    /// <summary>Queues a record with its quantities and quotes. Beyond the bound it replaces a record before it, and says so.</summary>
    internal bool Offer(in ExpectedExecution record, long at, long timestamp, int epoch, RecordPlace place, RecordDetail detail)
    {
        var entered = false;
        _gate.Enter(ref entered);
        try
        {
            if (_queuedCount >= _bound && TryReplace(record, at, timestamp, epoch, place, detail)) return RequestWake();
            ref var queued = ref Next();
            AuctionEvent.Write(ref queued, record, at, timestamp, epoch, place);
            queued.HasDetail = true;
            (_details ??= []).Add(detail);
            return RequestWake();
        }
        finally
        {
            _gate.Exit(useMemoryBarrier: false);
        }
    }

    /// <summary>Queues an order book without a record. Beyond the bound it replaces a book before it, which counts as lagged.</summary>
    internal bool OfferBook(DateTimeOffset receivedAt, RecordDetail book)
    {
        var entered = false;
        _gate.Enter(ref entered);
        try
        {
            var replaces = _queuedCount >= _bound && Last.Kind == AuctionEventKind.Book;
            ref var queued = ref replaces ? ref Last : ref Next();
            queued = AuctionEvent.Book(receivedAt);
            if (replaces)
            {
                _details![^1] = book;
                _meter.RecordsLagged(1);
            }
            else
            {
                (_details ??= []).Add(book);
            }

            return RequestWake();
        }
        finally
        {
            _gate.Exit(useMemoryBarrier: false);
        }
    }

    /// <summary>
    /// Replaces the newest queued record, and an order book behind it, by a record, where one of these is the last in the queue. The record has the newest
    /// quantities and quotes of them all, as the auction has when they are folded one by one.
    /// </summary>
    /// <returns>False when another event is the last: then the record has to be queued behind it.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // only beyond the bound
    private bool TryReplace(in ExpectedExecution record, long at, long timestamp, int epoch, RecordPlace place, RecordDetail? detail)
    {
        var hasBook = Last.Kind == AuctionEventKind.Book;
        if (hasBook && (_queuedCount == 1 || At(_queuedCount - 2).Kind != AuctionEventKind.Record)) return false;
        if (!hasBook && Last.Kind != AuctionEventKind.Record) return false;
        if (hasBook)
        {
            RemoveLastDetail(ref detail);
            _queuedCount--;
        }

        if (Last.HasDetail) RemoveLastDetail(ref detail);
        AuctionEvent.Write(ref Last, record, at, timestamp, epoch, place);
        (Last.ReplacesOthers, Last.HasDetail) = (true, detail is not null);
        if (detail is not null) (_details ??= []).Add(detail);
        _meter.RecordsLagged(hasBook ? 2 : 1);
        return true;
    }

    /// <summary>Removes the detail of the last event that has one, and keeps it where there is no newer one.</summary>
    private void RemoveLastDetail(ref RecordDetail? newest)
    {
        newest ??= _details![^1];
        _details!.RemoveAt(_details.Count - 1);
    }

    private ref AuctionEvent At(int place) => ref place == 0 ? ref _first : ref _queue[place - 1];

    /// <summary>The newest queued event, where there is one.</summary>
    private ref AuctionEvent Last => ref At(_queuedCount - 1);

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
        Fold(auctionEvent, auctionEvent.HasDetail ? TakeDetail() : null);
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

    /// <summary>Takes the detail of the next taken event that has one. It is not kept here: a queue that was long once is not to hold what it held then.</summary>
    private RecordDetail TakeDetail()
    {
        ref var taken = ref CollectionsMarshal.AsSpan(_takenDetails)[_takenDetailNext++];
        var detail = taken!;
        taken = null;
        return detail;
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
        if (_takenDetails is { Count: > 0 })
        {
            _takenDetails.Clear(); // they were folded with their events
            _takenDetailNext = 0;
        }

        var entered = false;
        _gate.Enter(ref entered);
        first = _first;
        if (_queuedCount > 1) (_queue, _taken) = (_taken, _queue);
        if (_details is { Count: > 0 }) (_details, _takenDetails) = (_takenDetails, _details);
        (_takenCount, _takenNext) = (_queuedCount - 1, 0);
        (_queuedCount, _wakeRequested) = (0, false);
        _gate.Exit(useMemoryBarrier: false);
        _backpressure.OnTaken();
        return true;
    }
}

using OptionAuctions.Dispatch;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Codes;

/// <summary>
/// What the router and the actor of one code share: the queue of what happened, and the auction so far. It outlives restarts
/// of the actor, so that one which crashes goes on where it was.
/// </summary>
/// <remarks>
/// The router offers, the actor takes; anybody may look at <see cref="State"/>. A record crosses as a value, the first of a queue in
/// the cell itself and the others in a growing array, and costs no message: the actor is woken once, and takes all that has come by
/// then. When it is <see cref="FeedOptions.RecordsQueuedPerCode"/> behind, the newest record takes the place of the one before it, and
/// the auction is told how many were skipped.
/// </remarks>
public sealed class AuctionCell
{
    private const int LinesOfQueue = 4, LinesOfAuction = 10; // of 64 bytes

    private SpinLock _gate = new(enableThreadOwnerTracking: false); // a few instructions long, and taken with each record
    private readonly WakeCredit _credit;
    private readonly FeedMeter _meter;
    private readonly int _bound;
    private readonly AuctionFold _fold;
    private AuctionEvent[] _filling = []; // behind the first
    private AuctionEvent[] _taken = [];
    private int _filled, _takenCount, _takenNext; // the first counts among the filled
    private bool _announced;
    private AuctionEvent _first;
    private int _version; // odd while an event is folded

    internal AuctionCell(OptionCode code, int bound, WakeCredit credit, FoldRules rules, FeedMeter meter, DateOnly? lastTradingDay = null)
    {
        (_bound, _credit, _meter) = (bound, credit, meter);
        _fold = new AuctionFold(code, lastTradingDay, rules, meter);
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

    /// <summary>The same, copied once.</summary>
    /// <remarks>Whoever reads while an event is folded reads again, so that a code's actor takes no lock and waits for nobody.</remarks>
    internal void Read(out AuctionState state)
    {
        var patience = default(SpinWait);
        while (true)
        {
            var before = Volatile.Read(ref _version);
            state = _fold.State;
            Volatile.ReadBarrier();
            if (before % 2 == 0 && Volatile.Read(ref _version) == before) return;
            patience.SpinOnce();
        }
    }

    /// <summary>The code is not followed any more, and all that came before has been folded; for the code's actor alone.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>The last revisions of the call; for the code's actor alone.</summary>
    internal IReadOnlyList<PathPoint> Revisions => _fold.Revisions;

    /// <summary>Has the queue at hand in a moment.</summary>
    internal void FetchQueue() => Ahead.Fetch(this, LinesOfQueue);

    /// <summary>Has the auction at hand in a moment; the queue is.</summary>
    internal void FetchAuction() => Ahead.Fetch(_fold, LinesOfAuction);

    /// <summary>Queues what happened.</summary>
    /// <returns>True when the actor has to be woken: it does not know yet that something is here.</returns>
    internal bool Offer(in AuctionEvent happened)
    {
        var entered = false;
        _gate.Enter(ref entered);
        try
        {
            if (_filled == 0) (_first, _filled) = (happened, 1);
            else if (!Merged(happened)) Queue(happened);
            var wake = !_announced;
            _announced = true;
            return wake;
        }
        finally
        {
            _gate.Exit(useMemoryBarrier: false);
        }
    }

    /// <summary>
    /// Folds all that has come into the auction. One event leaves the queue before it is folded, so that an actor that dies of it does not
    /// die of it twice; it counts all the same, as do those before it.
    /// </summary>
    /// <param name="followers">Are owed each revision, and told of each event as it is folded, where they want that.</param>
    /// <returns>Revisions that came of it.</returns>
    internal int Drain(Followers? followers = null)
    {
        var (before, applied) = (_fold.State.Revision, 0);
        try
        {
            while (true)
            {
                while (_takenNext < _takenCount) Fold(_taken[_takenNext++], followers, ref applied);
                if (!Take(out var first)) break;
                Fold(first, followers, ref applied);
            }
        }
        finally
        {
            _meter.RecordsApplied(applied);
            _meter.RevisionsOwed((_fold.State.Revision - before) * (followers?.Count ?? 0)); // a full fence too, which Outbox.Mark goes by
        }

        return (int)(_fold.State.Revision - before);
    }

    private void Fold(in AuctionEvent happened, Followers? followers, ref int applied)
    {
        if (happened.Kind == AuctionEventKind.Left) HasEnded = true; // first: what comes after may throw, and there is no second time
        if (happened.Kind is AuctionEventKind.Record or AuctionEventKind.Trade) applied++;
        Fold(happened);
        if (followers is { WantEach: true }) followers.Happened();
    }

    private void Fold(in AuctionEvent happened)
    {
        Volatile.Write(ref _version, _version + 1);
        Volatile.WriteBarrier();
        try
        {
            _fold.Apply(happened);
        }
        finally
        {
            Volatile.Write(ref _version, _version + 1);
        }
    }

    /// <summary>
    /// Marks are as rare as lives of a connection, so only records and trades have to give way: of records the newest is of interest, of
    /// trades the first.
    /// </summary>
    private bool Merged(in AuctionEvent happened)
    {
        ref var last = ref _filled == 1 ? ref _first : ref _filling[_filled - 2];
        switch (happened.Kind)
        {
            case AuctionEventKind.Passed when last.Kind == AuctionEventKind.Passed:
                last = happened;
                return true;
            case AuctionEventKind.Record when _filled >= _bound && last.Kind == AuctionEventKind.Record:
                last = happened with { Skipped = last.Skipped + 1 };
                _meter.RecordsLagged(1);
                return true;
            case AuctionEventKind.Trade when _filled >= _bound:
                _meter.RecordsLagged(1);
                return true;
            default:
                return false;
        }
    }

    private void Queue(in AuctionEvent happened)
    {
        if (_filled > _filling.Length) Array.Resize(ref _filling, Math.Max(2, _filled * 2));
        _filling[_filled++ - 1] = happened;
    }

    /// <param name="first">The first of what has come; the others are taken, and stand behind it.</param>
    /// <returns>False when nothing has come.</returns>
    private bool Take(out AuctionEvent first)
    {
        first = default;
        if (!Volatile.Read(ref _announced)) return false;
        var entered = false;
        _gate.Enter(ref entered);
        first = _first;
        if (_filled > 1) (_filling, _taken) = (_taken, _filling);
        (_takenCount, _takenNext) = (_filled - 1, 0);
        (_filled, _announced) = (0, false);
        _gate.Exit(useMemoryBarrier: false);
        _credit.Took();
        return true;
    }
}

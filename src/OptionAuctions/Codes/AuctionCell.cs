using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Codes;

/// <summary>
/// What the router and the actor of one code share: the queue of what happened, and the auction so far. It outlives restarts
/// of the actor, so that one which crashes goes on where it was.
/// </summary>
/// <remarks>
/// The router offers, the actor takes; anybody may look at <see cref="State"/>. A record crosses as a value in a growing array
/// and costs no message: the actor is woken once, and takes all that has come by then. When it is
/// <see cref="FeedOptions.RecordsQueuedPerCode"/> behind, the newest record takes the place of the one before it, and the
/// auction is told how many were skipped.
/// </remarks>
public sealed class AuctionCell
{
    private SpinLock _gate = new(enableThreadOwnerTracking: false); // a few instructions long, and taken with each record
    private readonly WakeCredit _credit;
    private readonly FeedMeter _meter;
    private readonly int _bound;
    private AuctionEvent[] _filling = [];
    private AuctionEvent[] _taken = [];
    private readonly AuctionFold _fold;
    private int _filled, _takenCount, _takenNext;
    private bool _announced;
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

    /// <summary>Queues what happened.</summary>
    /// <returns>True when the actor has to be woken: it does not know yet that something is here.</returns>
    internal bool Offer(in AuctionEvent happened)
    {
        var entered = false;
        _gate.Enter(ref entered);
        try
        {
            if (!Merged(happened))
            {
                if (_filled == _filling.Length) Array.Resize(ref _filling, Math.Max(2, _filled * 2));
                _filling[_filled++] = happened;
            }

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
    /// die of it twice.
    /// </summary>
    /// <param name="followers">Told of each event as it is folded, where they want that.</param>
    /// <returns>Records that were folded.</returns>
    internal int Drain(Followers? followers = null)
    {
        int records = 0, trades = 0;
        do
        {
            while (_takenNext < _takenCount)
            {
                ref readonly var happened = ref _taken[_takenNext++];
                if (happened.Kind == AuctionEventKind.Left) HasEnded = true; // first: what comes after may throw, and there is no second time
                Fold(happened);
                if (followers is { WantEach: true }) followers.Happened();
                if (happened.Kind == AuctionEventKind.Record) records++;
                if (happened.Kind == AuctionEventKind.Trade) trades++;
            }
        }
        while (Take());

        _meter.RecordsApplied(records + trades);
        return records;
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
        if (_filled == 0) return false;
        ref var last = ref _filling[_filled - 1];
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

    /// <returns>False when nothing has come.</returns>
    private bool Take()
    {
        if (!Volatile.Read(ref _announced)) return false;
        var entered = false;
        _gate.Enter(ref entered);
        (_filling, _taken) = (_taken, _filling);
        (_takenCount, _takenNext) = (_filled, 0);
        (_filled, _announced) = (0, false);
        _gate.Exit(useMemoryBarrier: false);
        _credit.Took();
        return true;
    }
}

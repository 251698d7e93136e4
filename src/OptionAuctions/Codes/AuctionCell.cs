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
    private readonly Lock _gate = new();
    private readonly FeedMeter _meter;
    private readonly int _bound;
    private AuctionEvent[] _filling = [];
    private AuctionEvent[] _taken = [];
    private readonly AuctionFold _fold;
    private int _filled, _takenCount, _takenNext;
    private bool _announced;

    internal AuctionCell(OptionCode code, int bound, FoldRules rules, FeedMeter meter, DateOnly? lastTradingDay = null)
    {
        (_bound, _meter) = (bound, meter);
        _fold = new AuctionFold(code, lastTradingDay, rules, meter);
    }

    /// <summary>The auction so far. Who asks while records are folded waits for the end of the batch: some microseconds.</summary>
    public AuctionState State
    {
        get
        {
            lock (_fold) return _fold.State;
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
        lock (_gate)
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
    }

    /// <summary>
    /// Folds all that has come into the auction. One event leaves the queue before it is folded, so that an actor that dies of it
    /// does not die of it twice.
    /// </summary>
    /// <param name="followers">Told of each event as it is folded, where they want that.</param>
    /// <returns>Records that were folded.</returns>
    internal int Drain(Followers? followers = null)
    {
        int records = 0, trades = 0;
        lock (_fold) // not the queue's gate: the router goes on meanwhile
        {
            while (TryTake(out var happened))
            {
                if (happened.Kind == AuctionEventKind.Left) HasEnded = true;
                _fold.Apply(happened);
                if (followers is { WantEach: true }) followers.Happened();
                if (happened.Kind == AuctionEventKind.Record) records++;
                if (happened.Kind == AuctionEventKind.Trade) trades++;
            }
        }

        _meter.RecordsApplied(records + trades);
        return records;
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

    private bool TryTake(out AuctionEvent happened)
    {
        if (_takenNext == _takenCount)
        {
            lock (_gate)
            {
                (_filling, _taken) = (_taken, _filling);
                (_takenCount, _takenNext) = (_filled, 0);
                (_filled, _announced) = (0, false);
            }
        }

        var any = _takenNext < _takenCount;
        happened = any ? _taken[_takenNext++] : default;
        return any;
    }
}

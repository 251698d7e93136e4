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
    private AuctionState _state;
    private int _filled, _takenCount, _takenNext;
    private bool _announced;

    internal AuctionCell(OptionCode code, int bound, FeedMeter meter)
    {
        (_bound, _meter) = (bound, meter);
        _state = new AuctionState(code);
    }

    /// <summary>The auction so far.</summary>
    public AuctionState State
    {
        get
        {
            lock (_gate) return _state;
        }

        private set
        {
            lock (_gate) _state = value;
        }
    }

    /// <summary>Queues what happened.</summary>
    /// <returns>True when the actor has to be woken: it does not know yet that something is here.</returns>
    internal bool Offer(in AuctionEvent happened)
    {
        lock (_gate)
        {
            // Marks are as rare as lives of a connection, so only records have to give way.
            if (_filled >= _bound && happened.Kind == AuctionEventKind.Record && _filling[_filled - 1].Kind == AuctionEventKind.Record)
            {
                _filling[_filled - 1] = happened with { Skipped = _filling[_filled - 1].Skipped + 1 };
                _meter.RecordsLagged(1);
            }
            else
            {
                if (_filled == _filling.Length) Array.Resize(ref _filling, Math.Max(4, _filled * 2));
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
    /// <returns>Records that were folded.</returns>
    internal int Drain()
    {
        var state = State;
        var records = 0;
        while (TryTake(out var happened))
        {
            state = state.Apply(happened);
            if (happened.Kind == AuctionEventKind.Record) records++;
        }

        State = state;
        _meter.RecordsApplied(records);
        return records;
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

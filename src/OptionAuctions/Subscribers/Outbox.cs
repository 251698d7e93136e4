using Akka.Actor;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Subscribers;

/// <summary>
/// What a subscriber has still to be told: the codes that changed since it was last told, each once, whatever happened to them
/// meanwhile. The contract <c>Latest</c>: bounded by the number of codes, newest state always.
/// </summary>
/// <remarks>Codes' actors mark, the subscription's actor collects.</remarks>
internal sealed class Outbox(IActorRef subscription, FeedMeter meter)
{
    private readonly Lock _gate = new();
    private AuctionChanges _changes = new();
    private AuctionChanges _spare = new();
    private List<Seat> _marked = [];
    private List<Seat> _collecting = [];
    private bool _announced;

    /// <summary>The actor that empties it.</summary>
    public IActorRef Subscription => subscription;

    /// <summary>Notes that a code changed.</summary>
    /// <returns>True when the subscription has to be woken: it does not know yet that something is here.</returns>
    public bool Mark(Seat seat)
    {
        lock (_gate)
        {
            if (!seat.Queued)
            {
                seat.Queued = true;
                _marked.Add(seat);
            }

            var wake = !_announced;
            _announced = true;
            return wake;
        }
    }

    /// <summary>All changes since the last delivery. The result is filled anew by the next call but one.</summary>
    public AuctionChanges Collect()
    {
        lock (_gate)
        {
            (_marked, _collecting) = (_collecting, _marked);
            _announced = false;
            foreach (var seat in _collecting) seat.Queued = false; // from here on a change is a new one
        }

        (_changes, _spare) = (_spare, _changes); // whoever acks before it has read reads on undisturbed
        _changes.Clear();
        long delivered = 0, conflated = 0;
        foreach (var seat in _collecting)
        {
            var books = seat.Collect(_changes);
            delivered += books.Delivered;
            conflated += books.Conflated;
        }

        _collecting.Clear();
        meter.RevisionsSettled(delivered, conflated);
        return _changes;
    }
}

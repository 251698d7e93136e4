using Akka.Actor;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Subscribers;

/// <summary>The codes that changed since the subscriber was last told, each once, whatever happened to them meanwhile.</summary>
/// <remarks>The contract <see cref="Delivery.Latest"/>: bounded by the number of codes, newest state always.</remarks>
internal sealed class LatestOutbox(IActorRef subscription, FeedMeter meter, TimeProvider time) : Outbox(subscription, meter, time)
{
    private AuctionChanges _changes = new();
    private AuctionChanges _spare = new();
    private List<Seat> _marked = [];
    private List<Seat> _collecting = [];

    protected override bool IsNoted(Seat seat) => seat.Queued;

    protected override void Note(Seat seat)
    {
        if (seat.Queued) return;
        seat.Queued = true;
        _marked.Add(seat);
    }

    protected override AuctionChanges Take()
    {
        lock (Gate)
        {
            (_marked, _collecting) = (_collecting, _marked);
            Listen();
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
        Meter.RevisionsSettled(delivered, conflated);
        return _changes;
    }
}

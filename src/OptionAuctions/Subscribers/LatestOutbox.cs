using Akka.Actor;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Subscribers;

/// <summary>The codes that changed since the subscriber was last told, each once, whatever happened to them meanwhile.</summary>
/// <remarks>
/// The contract <see cref="Delivery.Latest"/>: bounded by the number of codes, newest state always. The codes that are marked are linked to each other, newest
/// first, and a code's actor puts itself in front: there is a mark for nearly each record of a quiet market, and it takes no lock.
/// </remarks>
internal sealed class LatestOutbox(IActorRef subscription, FeedMeter meter, TimeProvider time) : Outbox(subscription, meter, time)
{
    private readonly List<Seat> _collecting = [];
    private AuctionChanges _changes = new();
    private AuctionChanges _spare = new();
    private Seat? _marked;

    /// <inheritdoc/>
    /// <remarks>
    /// A code that is marked already will be collected with what it did now, since this is asked behind a full fence: the code was folded before, and
    /// it is taken off before it is looked at.
    /// </remarks>
    public override bool Mark(Seat seat)
    {
        if (seat.Queued) return false;
        seat.Queued = true;
        var before = Volatile.Read(ref _marked);
        while (true)
        {
            seat.Before = before;
            var found = Interlocked.CompareExchange(ref _marked, seat, before);
            if (ReferenceEquals(found, before)) return before is null; // whoever was first has woken
            before = found;
        }
    }

    protected override AuctionChanges Take()
    {
        lock (Gate) Listen(); // first: who has left has marked its last before
        Unmark();
        (_changes, _spare) = (_spare, _changes); // whoever acks before it has read reads on undisturbed
        _changes.Clear();
        long delivered = 0, conflated = 0;
        for (var i = _collecting.Count - 1; i >= 0; i--)
        {
            var books = _collecting[i].Collect(_changes);
            delivered += books.Delivered;
            conflated += books.Conflated;
        }

        _collecting.Clear();
        Meter.RevisionsSettled(delivered, conflated);
        return _changes;
    }

    /// <summary>Takes all codes off: from here on a change is a new one.</summary>
    private void Unmark()
    {
        for (var seat = Interlocked.Exchange(ref _marked, null); seat is not null;)
        {
            _collecting.Add(seat);
            (var next, seat.Before) = (seat.Before, null);
            seat.Queued = false; // it may be marked at once, and be linked elsewhere
            seat = next;
        }

        Interlocked.MemoryBarrier();
    }
}

using Akka.Actor;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Subscribers;

/// <summary>The outbox that keeps which codes changed since the last delivery, each of them once, however often it changed.</summary>
/// <remarks>
/// The contract <see cref="Delivery.Latest"/>: bounded by the number of codes, and always the newest state. The marked codes form a linked list, newest
/// first, to which a code's actor adds itself without a lock: in a quiet market there is a mark for nearly each record.
/// </remarks>
internal sealed class LatestOutbox(IActorRef subscription, FeedMeter meter, TimeProvider time) : Outbox(subscription, meter, time)
{
    private readonly List<SubscriptionCursor> _collecting = [];
    private AuctionChanges _changes = new();
    private AuctionChanges _spare = new();
    private SubscriptionCursor? _marked;

    /// <inheritdoc/>
    /// <remarks>
    /// A code that is marked already will be collected with its present change too, since the mark is read after a full fence: the code was folded
    /// before the fence, and its mark is removed before its state is read.
    /// </remarks>
    public override bool Mark(SubscriptionCursor cursor)
    {
        if (cursor.IsMarked) return false;
        cursor.IsMarked = true;
        var before = Volatile.Read(ref _marked);
        while (true)
        {
            cursor.Next = before;
            var found = Interlocked.CompareExchange(ref _marked, cursor, before);
            if (ReferenceEquals(found, before)) return before is null; // the first mark wakes the subscription
            before = found;
        }
    }

    protected override AuctionChanges Take()
    {
        lock (Gate) AllowWake(); // first: a code that is released has marked its last change before it is listed there
        Unmark();
        (_changes, _spare) = (_spare, _changes); // a subscriber that acknowledges before it has read can still read
        _changes.Clear();
        long delivered = 0, conflated = 0;
        for (var i = _collecting.Count - 1; i >= 0; i--)
        {
            var counts = _collecting[i].Collect(_changes);
            delivered += counts.Delivered;
            conflated += counts.Conflated;
        }

        _collecting.Clear();
        Meter.RevisionsCounted(delivered, conflated);
        return _changes;
    }

    /// <summary>Moves all marked codes to the list to collect: a change from here on marks its code again.</summary>
    private void Unmark()
    {
        for (var cursor = Interlocked.Exchange(ref _marked, null); cursor is not null;)
        {
            _collecting.Add(cursor);
            (var next, cursor.Next) = (cursor.Next, null);
            cursor.IsMarked = false; // from here on the code's actor may mark it again, and link it elsewhere
            cursor = next;
        }

        Interlocked.MemoryBarrier();
    }
}

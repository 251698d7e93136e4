using Akka.Actor;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Subscribers;

/// <summary>The queue of changes that a subscriber has not received yet. The codes' actors fill it, the subscription's actor empties it.</summary>
internal abstract class Outbox(IActorRef subscription, FeedMeter meter, TimeProvider time)
{
    private List<IActorRef> _unfollowing = [];
    private List<IActorRef> _unfollowed = [];
    private bool _wakeRequested;

    /// <summary>The actor that empties it.</summary>
    public IActorRef Subscription => subscription;

    /// <summary>True when it needs a call of <see cref="AddEvent"/> for each event, and not only of <see cref="Mark"/>.</summary>
    public virtual bool WantsEach => false;

    /// <summary>True when more changes wait than the contract allows; the subscription has to end.</summary>
    public virtual bool IsOverrun => false;

    /// <summary>
    /// The actors of released codes all of whose changes are in the latest <see cref="Collect"/>; for the subscription's actor alone.
    /// </summary>
    public IReadOnlyList<IActorRef> UnfollowedCodes => _unfollowed;

    protected Lock Gate { get; } = new();

    protected FeedMeter Meter => meter;

    /// <summary>Adds what one event changed, for an outbox that needs each event.</summary>
    public virtual void AddEvent(SubscriptionCursor cursor)
    {
    }

    /// <summary>Marks a code as changed.</summary>
    /// <returns>True when the caller has to wake the subscription: no wake has been requested since it was last emptied.</returns>
    public abstract bool Mark(SubscriptionCursor cursor);

    /// <summary>
    /// Adds a code that is released: the subscription unfollows it once its last changes are collected. An entry here and no message, since
    /// hundreds of codes may be released together.
    /// </summary>
    /// <returns>True when the caller has to wake the subscription.</returns>
    public bool Unfollow(IActorRef auctionActor)
    {
        lock (Gate)
        {
            _unfollowing.Add(auctionActor);
            return RequestWake();
        }
    }

    /// <summary>Takes all changes to deliver now, and sets their lag. The returned list is filled again by the next call but one.</summary>
    public AuctionChanges Collect()
    {
        var changes = Take();
        changes.Stamp(AuctionPath.Ticks(time.GetUtcNow()));
        return changes;
    }

    /// <summary>The subscription has ended: revisions that were not delivered are counted as conflated.</summary>
    public virtual void OnSubscriptionEnded()
    {
    }

    /// <summary>Empties the outbox. The next mark wakes the subscription again.</summary>
    protected abstract AuctionChanges Take();

    /// <summary>Allows the next wake, and makes the released codes so far the unfollowed ones. Under the gate.</summary>
    protected void AllowWake()
    {
        (_wakeRequested, _unfollowed, _unfollowing) = (false, _unfollowing, _unfollowed);
        _unfollowing.Clear();
    }

    /// <summary>Requests a wake. Under the gate.</summary>
    /// <returns>True for the first request since <see cref="AllowWake"/>.</returns>
    protected bool RequestWake()
    {
        var wake = !_wakeRequested;
        _wakeRequested = true;
        return wake;
    }
}

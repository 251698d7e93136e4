using Akka.Actor;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Codes;

/// <summary>The list of subscriptions to one code. For the code's actor alone; it outlives the actor's restarts.</summary>
internal sealed class CodeSubscriptions(FeedMeter meter)
{
    // An array of exact size: it changes rarely, there are thousands of these lists, and each is read with each record.
    private ICodeSubscription[] _subscriptions = [];

    public int Count => _subscriptions.Length;

    /// <summary>True when one of the subscriptions requires a call for each event.</summary>
    public bool WantEach { get; private set; }

    public void Add(ICodeSubscription subscription)
    {
        subscription.Begin();
        _subscriptions = [.. _subscriptions, subscription];
        WantEach |= subscription.NeedsEachEvent;
        subscription.OnEvent(); // the snapshot
        subscription.OnChanged();
    }

    public void Remove(IActorRef subscription)
    {
        foreach (var ended in _subscriptions.Where(one => one.Subscription.Equals(subscription))) meter.RevisionsCounted(0, ended.Close());
        _subscriptions = [.. _subscriptions.Where(one => !one.Subscription.Equals(subscription))];
        WantEach = _subscriptions.Any(one => one.NeedsEachEvent);
    }

    /// <summary>Notifies each subscription that one event was folded.</summary>
    public void OnEvent()
    {
        foreach (var subscription in _subscriptions) subscription.OnEvent();
    }

    /// <summary>Notifies each subscription that the auction changed.</summary>
    public void OnChanged()
    {
        foreach (var subscription in _subscriptions) subscription.OnChanged();
    }

    /// <summary>Notifies each subscription that the code is released: it collects the last changes and unfollows. A second call is harmless.</summary>
    public void OnReleased(IActorRef auctionActor)
    {
        foreach (var subscription in _subscriptions) subscription.OnReleased(auctionActor);
    }
}

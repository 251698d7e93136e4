using Akka.Actor;
using Akka.Event;
using static OptionAuctions.Subscribers.SubscriptionProtocol;

namespace OptionAuctions;

/// <summary>
/// The base class of an actor that subscribes to auctions: it subscribes when it starts, receives each change in order, and acknowledges each
/// delivery when it has handled it. Its <see cref="Delivery"/> decides about changes that come while it is busy; by default newer states replace
/// older ones.
/// </summary>
/// <param name="auctions">The router, for example from <c>IRequiredActor&lt;AuctionRouter&gt;</c>.</param>
/// <param name="codes">The codes to subscribe to; <see langword="null"/> for all that are followed.</param>
/// <param name="delivery">The contract of delivery while it is slower than the market; default <see cref="Delivery.Latest"/>.</param>
public abstract class SubscriberActor(IActorRef auctions, IReadOnlyCollection<OptionCode>? codes = null, Delivery? delivery = null) : UntypedActor
{
    private object _token = new(); // of the subscription that was requested last
    private IActorRef? _watched;

    /// <summary>Subscribes. A restarted actor does so again and begins with a snapshot.</summary>
    protected override void PreStart() => Subscribe();

    /// <summary>Handles deliveries; everything else goes to <see cref="OnMessage"/>.</summary>
    protected sealed override void OnReceive(object message)
    {
        switch (message)
        {
            case AuctionChanges changes:
                if (IsOfPresent(changes.Token)) OnDelivery(changes);
                break;
            case AuctionProtocol.SubscriptionEnded ended:
                if (IsOfPresent(ended.Token)) OnEnd(ended);
                break;
            case SubscriptionStopped stopped:
                if (stopped.Token == _token) Subscribe(); // it ended without a message, as with a restart of the router
                break;
            default:
                OnMessage(message);
                break;
        }
    }

    /// <summary>Handles one change of one auction. The change is a value and can be kept for any length of time.</summary>
    protected abstract void OnChange(in AuctionChanged change);

    /// <summary>All changes of a delivery were handled; it is acknowledged after this. For work that is better done once for each delivery.</summary>
    protected virtual void OnDelivered()
    {
    }

    /// <summary>
    /// The subscription has ended, and nothing more comes. The default writes a warning to the log; to continue, call <see cref="Subscribe"/>: it
    /// begins with a snapshot.
    /// </summary>
    protected virtual void OnEnded(AuctionProtocol.SubscriptionEnded ended) =>
        Context.GetLogger().Warning("the subscription of {Subscriber} ended: {Reason}", Self.Path.Name, ended.Sentence);

    /// <summary>Any other message.</summary>
    protected virtual void OnMessage(object message) => Unhandled(message);

    /// <summary>Subscribes again, which begins with a snapshot of each code. What is still on its way of the subscription before is ignored.</summary>
    protected void Subscribe()
    {
        (_token, _watched) = (new object(), null);
        auctions.Tell(new AuctionProtocol.Subscribe(Self, codes) { Delivery = delivery ?? Delivery.Latest, Token = _token });
    }

    /// <summary>
    /// Decides whether a message is of the subscription that was requested last. One of an earlier subscription may still come after a restart, or
    /// after another call of <see cref="Subscribe"/>.
    /// </summary>
    private bool IsOfPresent(object? token) => token is null || token == _token;

    private void OnDelivery(AuctionChanges changes)
    {
        if (!Sender.Equals(_watched)) _watched = Context.WatchWith(Sender, new SubscriptionStopped(_token));
        foreach (ref readonly var change in changes) OnChange(change);
        OnDelivered();
        Sender.Tell(changes.Ack);
    }

    private void OnEnd(AuctionProtocol.SubscriptionEnded ended)
    {
        _token = new object(); // of none: that its actor stops has been said
        OnEnded(ended);
    }
}

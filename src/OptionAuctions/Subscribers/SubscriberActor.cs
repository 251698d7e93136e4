using Akka.Actor;
using Akka.Event;

namespace OptionAuctions;

/// <summary>
/// The base class of an actor that subscribes to auctions: it subscribes when it starts, receives each change in order, and acknowledges each
/// delivery when it has handled it. Its <see cref="Delivery"/> decides about changes that come while it is busy; by default newer states replace
/// older ones.
/// </summary>
/// <param name="auctions">The router, for example from <c>IRequiredActor&lt;CodeRouterActor&gt;</c>.</param>
/// <param name="codes">The codes to subscribe to; <see langword="null"/> for all that are followed.</param>
/// <param name="delivery">The contract of delivery while it is slower than the market; default <see cref="Delivery.Latest"/>.</param>
public abstract class SubscriberActor(IActorRef auctions, IReadOnlyCollection<OptionCode>? codes = null, Delivery? delivery = null) : UntypedActor
{
    private IActorRef? _subscription;

    /// <summary>Subscribes. A restarted actor does so again and begins with a snapshot.</summary>
    protected override void PreStart() => Subscribe();

    /// <summary>Handles deliveries; everything else goes to <see cref="OnMessage"/>.</summary>
    protected sealed override void OnReceive(object message)
    {
        switch (message)
        {
            case AuctionChanges changes:
                if (!Sender.Equals(_subscription)) _subscription = Context.Watch(Sender);
                foreach (ref readonly var change in changes) OnChange(change);
                OnDelivered();
                Sender.Tell(changes.Ack);
                break;
            case AuctionProtocol.SubscriptionEnded ended:
                _subscription = null;
                OnEnded(ended);
                break;
            case Terminated { ActorRef: var actor } when actor.Path.Parent.Equals(auctions.Path):
                if (actor.Equals(_subscription)) Subscribe(); // it ended without a message, as with a restart of the router
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
        Context.GetLogger().Warning("the subscription of {0} ended: {1}", Self.Path.Name, ended.Sentence);

    /// <summary>Any other message.</summary>
    protected virtual void OnMessage(object message) => Unhandled(message);

    /// <summary>Subscribes again, which begins with a snapshot of each code.</summary>
    protected void Subscribe() => auctions.Tell(new AuctionProtocol.Subscribe(Self, codes) { Delivery = delivery ?? Delivery.Latest });
}

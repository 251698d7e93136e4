using Akka.Actor;
using Akka.Event;
using OptionAuctions.Wire;

namespace OptionAuctions.Subscribers;

/// <summary>
/// A strategy's ear: subscribes when it starts, hears each change in order, and asks for more when it is done. What happens to the
/// changes that come while it is busy is for its <see cref="Delivery"/> to say; by default newer states take the place of older ones.
/// </summary>
/// <param name="auctions">The router, for example from <c>IRequiredActor&lt;CodeRouterActor&gt;</c>.</param>
/// <param name="codes">The codes to hear of; <see langword="null"/> for all that are followed.</param>
/// <param name="delivery">What is promised while it is slower than the market; default <see cref="Delivery.Latest"/>.</param>
public abstract class SubscriberActor(IActorRef auctions, IReadOnlyCollection<OptionCode>? codes = null, Delivery? delivery = null) : UntypedActor
{
    private IActorRef? _subscription;

    /// <summary>Subscribes. A restarted actor does so again and begins with a snapshot.</summary>
    protected override void PreStart() => Subscribe();

    /// <summary>Hears deliveries; everything else goes to <see cref="OnMessage"/>.</summary>
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
            case SubscriptionProtocol.SubscriptionEnded ended:
                _subscription = null;
                OnEnded(ended);
                break;
            case Terminated { ActorRef: var gone } when gone.Path.Parent.Equals(auctions.Path):
                if (gone.Equals(_subscription)) Subscribe(); // it ended without a word, as with a restart of the router
                break;
            default:
                OnMessage(message);
                break;
        }
    }

    /// <summary>One change of one auction, valid as long as you like: it is a value.</summary>
    protected abstract void OnChange(in AuctionChanged change);

    /// <summary>All changes of a delivery were heard; the next one is asked for after this. For work that is better done once a delivery.</summary>
    protected virtual void OnDelivered()
    {
    }

    /// <summary>The subscription has ended, and nothing more comes. Logs it; to go on, call <see cref="Subscribe"/>: it begins with a snapshot.</summary>
    protected virtual void OnEnded(SubscriptionProtocol.SubscriptionEnded ended) => Context.GetLogger().Warning("the subscription of {0} ended: {1}", Self.Path.Name, ended.Sentence);

    /// <summary>Any other message of yours.</summary>
    protected virtual void OnMessage(object message) => Unhandled(message);

    /// <summary>Begins anew, with a snapshot of each code.</summary>
    protected void Subscribe() => auctions.Tell(new SubscriptionProtocol.Subscribe(Self, codes) { Delivery = delivery ?? Delivery.Latest });
}

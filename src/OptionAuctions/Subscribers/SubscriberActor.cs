using Akka.Actor;
using OptionAuctions.Wire;

namespace OptionAuctions.Subscribers;

/// <summary>
/// A strategy's ear: subscribes when it starts, hears each change in order, and asks for more when it is done. While it is busy,
/// newer states of a code take the place of older ones.
/// </summary>
/// <param name="auctions">The router, for example from <c>IRequiredActor&lt;CodeRouterActor&gt;</c>.</param>
/// <param name="codes">The codes to hear of; <see langword="null"/> for all that are followed.</param>
public abstract class SubscriberActor(IActorRef auctions, IReadOnlyCollection<OptionCode>? codes = null) : UntypedActor
{
    /// <summary>Subscribes. A restarted actor does so again and begins with a snapshot.</summary>
    protected override void PreStart() => auctions.Tell(new SubscriptionProtocol.Subscribe(Self, codes));

    /// <summary>Hears deliveries; everything else goes to <see cref="OnMessage"/>.</summary>
    protected sealed override void OnReceive(object message)
    {
        switch (message)
        {
            case AuctionChanges changes:
                foreach (var change in changes) OnChange(change);
                OnDelivered();
                Sender.Tell(changes.Ack);
                break;
            default:
                OnMessage(message);
                break;
        }
    }

    /// <summary>One change of one auction, valid as long as you like: it is a value.</summary>
    protected abstract void OnChange(in AuctionChanged change);

    /// <summary>
    /// The last change of a delivery was heard, and its ack is not sent yet: the place for what is worth doing once for all of them.
    /// </summary>
    protected virtual void OnDelivered()
    {
    }

    /// <summary>Any other message of yours.</summary>
    protected virtual void OnMessage(object message) => Unhandled(message);
}

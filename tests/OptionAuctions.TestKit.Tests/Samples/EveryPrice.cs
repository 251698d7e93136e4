using Akka.Actor;

namespace OptionAuctions.TestKit.Tests.Samples;

/// <summary>A strategy that needs every price, and may be three changes behind: what it missed it tells a desk, and begins again.</summary>
public sealed class EveryPrice(IActorRef auctions, IActorRef desk) : SubscriberActor(auctions, delivery: Delivery.Every(3))
{
    protected override void OnChange(in AuctionChanged change)
    {
        if (change.Kind == ChangeKind.Snapshot) desk.Tell(new Begun(change.Current.Revision));
        if (change.Kind == ChangeKind.Indication) desk.Tell(change.Current.Latest.Price);
    }

    protected override void OnEnded(AuctionProtocol.SubscriptionEnded ended)
    {
        desk.Tell(ended.Reason);
        Subscribe();
    }

    public sealed record Begun(long Revision);
}

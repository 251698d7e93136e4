using Akka.Actor;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Tests.Codes;

/// <summary>An outbox that is told of each event as it is folded and does with it what the test says.</summary>
internal sealed class Listening(FeedMeter meter, Action happened) : Outbox(Nobody.Instance, meter, TimeProvider.System)
{
    public override bool WantsEach => true;

    public override void AddEvent(SubscriptionCursor cursor) => happened();

    public override bool Mark(SubscriptionCursor cursor) => false;

    protected override AuctionChanges Take() => new();
}

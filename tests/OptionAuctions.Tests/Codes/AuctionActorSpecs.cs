using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Dispatch;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Codes;

public sealed class AuctionActorSpecs : Akka.TestKit.Xunit2.TestKit
{
    private readonly FeedMeter _meter = Some.Meter();
    private readonly AuctionInbox _cell;
    private readonly IActorRef _actor;

    public AuctionActorSpecs(ITestOutputHelper output)
        : base(output: output)
    {
        _cell = Some.Inbox(_meter);
        _actor = Sys.ActorOf(AuctionActor.Props(_cell, new CodeSubscriptions(_meter)));
    }

    [Fact]
    public async Task Woken_it_folds_what_came_and_answers_with_the_auction()
    {
        Offer(1060m);
        Offer(1080m);
        _actor.Tell(WakeSignal.Instance);

        var state = await _actor.Ask<AuctionState>(new AuctionProtocol.GetAuction(Some.Code), TimeSpan.FromSeconds(5));

        Assert.Equal(2, state.Revision);
    }

    [Fact]
    public async Task A_restart_keeps_the_auction_and_goes_on_with_what_had_come()
    {
        Offer(1060m);
        _actor.Tell(WakeSignal.Instance);
        await _actor.Ask<AuctionState>(new AuctionProtocol.GetAuction(Some.Code), TimeSpan.FromSeconds(5));
        Offer(1080m); // and its wake dies with the actor

        _actor.Tell(new AuctionActorProtocol.Follow(null!)); // no subscription: it crashes
        var state = await _actor.Ask<AuctionState>(new AuctionProtocol.GetAuction(Some.Code), TimeSpan.FromSeconds(5));
        while (state.Revision < 2) state = await _actor.Ask<AuctionState>(new AuctionProtocol.GetAuction(Some.Code), TimeSpan.FromSeconds(5));

        Assert.Equal(1080m, state.Latest.Price.ToDecimal());
        Assert.Equal((1, 2, 1060m), (state.Path.Number, state.Path.Revisions, state.Path.First.ToDecimal()));
        var kept = await _actor.Ask<AuctionProtocol.RecentRevisions>(new AuctionProtocol.GetRevisions(Some.Code), TimeSpan.FromSeconds(5));
        Assert.Equal([1060m, 1080m], kept.Revisions.Select(point => point.Price.ToDecimal()!.Value));
    }

    [Fact]
    public async Task A_follower_is_told_once_until_it_collects()
    {
        var subscription = CreateTestProbe();
        var cursor = new SubscriptionCursor(_cell, new LatestOutbox(subscription, _meter, TimeProvider.System));

        _actor.Tell(new AuctionActorProtocol.Follow(cursor));
        Offer(1060m);
        _actor.Tell(WakeSignal.Instance);
        await _actor.Ask<AuctionState>(new AuctionProtocol.GetAuction(Some.Code), TimeSpan.FromSeconds(5));

        await subscription.ExpectMsgAsync<SubscriptionProtocol.Ready>();
        await subscription.ExpectNoMsgAsync(TimeSpan.Zero);
        Assert.Equal(1, _meter.Read().Revisions);
    }

    [Fact]
    public async Task Revisions_owed_to_a_follower_that_leaves_are_settled_as_conflated()
    {
        var subscription = CreateTestProbe();
        _actor.Tell(new AuctionActorProtocol.Follow(new SubscriptionCursor(_cell, new LatestOutbox(subscription, _meter, TimeProvider.System))));
        Offer(1060m);
        _actor.Tell(WakeSignal.Instance);
        _actor.Tell(new AuctionActorProtocol.Unfollow(subscription));
        await _actor.Ask<AuctionState>(new AuctionProtocol.GetAuction(Some.Code), TimeSpan.FromSeconds(5));
        Offer(1080m);
        _actor.Tell(WakeSignal.Instance);
        await _actor.Ask<AuctionState>(new AuctionProtocol.GetAuction(Some.Code), TimeSpan.FromSeconds(5));

        var counts = _meter.Read();
        Assert.Equal((1, 0, 1), (counts.Revisions, counts.Delivered, counts.Conflated));
    }

    private void Offer(decimal price) => _cell.Offer(AuctionEvent.Of(Some.Record(price), Some.Morning));
}

using Akka.Actor;
using OptionAuctions.Routing;
using OptionAuctions.Tests.Codes;
using Xunit.Abstractions;
using static OptionAuctions.AuctionProtocol;

namespace OptionAuctions.Tests.Routing;

/// <summary>Codes that are let go while the feed runs.</summary>
public sealed class StopFollowingSpecs(ITestOutputHelper output) : CodeActorKit(output)
{
    [Fact]
    public async Task Its_registrations_are_released_its_subscribers_told_and_its_actor_ended()
    {
        Start(change: o => o.Auctions.FinalPrice = FinalPriceSource.CrossTrade);
        await SubscribeAsync(Some.Code);
        await WantedAsync(2);
        var actor = await ActorOfAsync(Some.Code);
        Watch(actor);

        StopFollowing(Some.Code);

        Assert.Equal([Some.Code, Some.Trades(Some.Code)], (await Feed.ExpectMsgAsync<RoutingProtocol.Release>(Patience)).Topics);
        var last = Assert.Single(await DeliveredAsync());
        Assert.Equal((ChangeKind.Registration, RegistrationStatus.Released, false), (last.Kind, last.Current.Registration, last.Current.IsCurrent));
        await ExpectTerminatedAsync(actor, Patience);
        Assert.Equal(
            new AuctionProtocol.CodeNotFollowed(Some.Code),
            await Router.Ask<AuctionProtocol.CodeNotFollowed>(new AuctionProtocol.GetAuction(Some.Code), Patience));
        await TheIdentityHoldsAsync();
    }

    [Fact]
    public async Task Records_before_it_are_folded_and_delivered_and_those_behind_it_were_not_asked_for()
    {
        Start();
        await SubscribeAsync(Some.Code, Some.OtherCode);
        await RouteAsync(Some.Code, 1m, 2m, 3m);
        StopFollowing(Some.Code);
        await RouteAsync(Some.Code, 4m, 5m);
        await RouteAsync(Some.OtherCode, 1m);

        var heard = new List<AuctionChanged>();
        while (!heard.Exists(c => c.Current.Registration == RegistrationStatus.Released) || !heard.Exists(c => c.Current.Code == Some.OtherCode))
            heard.AddRange(await DeliveredAsync());

        Assert.Equal(3, heard.Last(c => c.Current.Code == Some.Code).Current.Revision);
        await TheIdentityHoldsAsync();
        Assert.Equal((4, 2, 4), (Counts.Applied, Counts.Unrequested, Counts.Revisions));
    }

    [Fact]
    public async Task A_subscriber_that_is_busy_hears_the_end_of_it_when_it_is_ready()
    {
        Start();
        Router.Tell(new Subscribe(Subscriber, [Some.Code]));
        var snapshot = await Subscriber.ExpectMsgAsync<AuctionChanges>(Patience);
        var subscription = Subscriber.LastSender;
        var actor = await ActorOfAsync(Some.Code);
        Watch(actor);
        await RouteAsync(Some.Code, 1m, 2m);
        StopFollowing(Some.Code);
        await RouteAsync(Some.Code, 3m);
        await Subscriber.ExpectNoMsgAsync(TimeSpan.Zero);

        subscription.Tell(snapshot.Ack, Subscriber);

        Assert.Equal([ChangeKind.Registration, ChangeKind.Indication], (await DeliveredAsync()).Select(c => c.Kind));
        await ExpectTerminatedAsync(actor, Patience);
        await TheIdentityHoldsAsync();
        Assert.Equal((1, 1), (Counts.Delivered, Counts.Conflated));
    }

    [Fact]
    public async Task What_a_subscriber_that_dies_was_still_owed_is_settled()
    {
        Start();
        Router.Tell(new Subscribe(Subscriber, [Some.Code]));
        await Subscriber.ExpectMsgAsync<AuctionChanges>(Patience); // and no ack
        var actor = await ActorOfAsync(Some.Code);
        Watch(actor);
        await RouteAsync(Some.Code, 1m, 2m);
        StopFollowing(Some.Code);

        Sys.Stop(Subscriber);

        await ExpectTerminatedAsync(actor, Patience);
        await TheIdentityHoldsAsync();
        Assert.Equal((2, 0, 2), (Counts.Revisions, Counts.Delivered, Counts.Conflated));
    }

    [Fact]
    public async Task The_end_of_the_feed_waits_for_codes_that_are_just_let_go()
    {
        Start();
        await WantedAsync(1);
        var actor = (IInternalActorRef)await ActorOfAsync(Some.Code);
        actor.Suspend(); // it has folded nothing yet
        await RouteAsync(Some.Code, 1m, 2m);
        StopFollowing(Some.Code);
        await Feed.ExpectMsgAsync<RoutingProtocol.Release>(Patience);
        Router.Tell(RoutingProtocol.StreamCompleted.Instance);
        await Feed.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));

        actor.Resume(null);

        await Feed.ExpectMsgAsync<RoutingProtocol.Settled>(Patience);
        Assert.Equal((2, "holds"), (Counts.Applied, Counts.Identity));
    }

    [Fact]
    public async Task A_code_that_is_followed_again_begins_afresh_even_while_the_last_of_it_is_heard()
    {
        Start();
        await WantedAsync(1);
        Router.Tell(new Subscribe(Subscriber, [Some.Code]));
        var unread = await Subscriber.ExpectMsgAsync<AuctionChanges>(Patience); // the former actor waits for its ack
        var subscription = Subscriber.LastSender;
        var former = await ActorOfAsync(Some.Code);
        Watch(former);
        await RouteAsync(Some.Code, 1m);
        StopFollowing(Some.Code);
        await Feed.ExpectMsgAsync<RoutingProtocol.Release>(Patience);

        var again = CreateTestProbe();
        Router.Tell(new Subscribe(again, [Some.Code]));

        Assert.Equal([Some.Code], (await Feed.ExpectMsgAsync<RoutingProtocol.Register>(Patience)).Topics);
        var snapshot = await again.ExpectMsgAsync<AuctionChanges>(Patience);
        again.Reply(snapshot.Ack);
        Assert.Equal((ChangeKind.Snapshot, 0, RegistrationStatus.Pending), (snapshot[0].Kind, snapshot[0].Current.Revision, snapshot[0].Current.Registration));
        await RouteAsync(Some.Code, 7m);
        var change = await again.ExpectMsgAsync<AuctionChanges>(Patience);
        again.Reply(change.Ack);
        Assert.Equal((1, 7m), (change[^1].Current.Revision, change[^1].Current.Latest.Price.ToDecimal()));

        subscription.Tell(unread.Ack, Subscriber);
        await ExpectTerminatedAsync(former, Patience);
        await TheIdentityHoldsAsync();
    }

    [Fact]
    public async Task Its_custom_actor_hears_the_end_of_it_and_is_stopped_without_a_complaint()
    {
        var probe = CreateTestProbe();
        var address = probe.Ref;
        Start((code, _) => code == Some.Code ? Props.Create(() => new Strategy(address, null)) : null);
        await probe.ExpectMsgAsync<Told>(Patience);
        Watch(probe.LastSender);
        var actor = probe.LastSender;
        await RouteAsync(Some.Code, 1m);

        StopFollowing(Some.Code);

        await probe.FishForMessageAsync<Told>(heard => heard.Of == "Released", Patience);
        await ExpectTerminatedAsync(actor, Patience);
        await TheIdentityHoldsAsync();
        Assert.Empty(await EventsSoFarAsync<CodeActorStopped>());
    }

    [Fact]
    public async Task A_custom_actor_that_throws_at_the_end_of_its_code_does_not_bring_the_code_back()
    {
        using var gate = new ManualResetEventSlim();
        var probe = CreateTestProbe();
        var address = probe.Ref;
        Action<AuctionState> throws = _ =>
        {
            gate.Wait(Patience);
            throw new InvalidOperationException("thrown by the test");
        };
        Start((code, _) => code == Some.Code ? Props.Create(() => new Strategy(address, throws)) : null);
        await WantedAsync(1);
        await probe.ExpectMsgAsync<Told>(Patience);
        var actor = probe.LastSender;
        Watch(actor);
        await RouteAsync(Some.Code, 1m);
        await probe.ExpectMsgAsync<Told>(heard => Assert.Equal("record", heard.Of), Patience);
        await RouteAsync(Some.Code, 2m);
        StopFollowing(Some.Code);
        await Feed.ExpectMsgAsync<RoutingProtocol.Release>(Patience);

        gate.Set();

        await ExpectTerminatedAsync(actor, Patience);
        await TheIdentityHoldsAsync();
        Assert.Equal(
            new AuctionProtocol.CodeNotFollowed(Some.Code),
            await Router.Ask<AuctionProtocol.CodeNotFollowed>(new AuctionProtocol.GetAuction(Some.Code), Patience));
    }

    [Fact]
    public async Task Codes_that_nobody_follows_are_passed_over()
    {
        Start();
        await WantedAsync(1);
        StopFollowing(new Instrument("NOSUCH"));
        StopFollowing(Some.Code, Some.Code);

        Assert.Equal([Some.Code], (await Feed.ExpectMsgAsync<RoutingProtocol.Release>(Patience)).Topics);
    }

    [Fact]
    public async Task Its_place_among_the_codes_followed_is_free_again()
    {
        Start(change: o => o.Auctions.MaxCodes = 2);
        StopFollowing(Some.Code);

        await SubscribeAsync(new Instrument("B50612083"));
    }

    private void StopFollowing(params Instrument[] codes) => Router.Tell(new AuctionProtocol.StopFollowing(codes));

    private async Task WantedAsync(int times)
    {
        for (var i = 0; i < times; i++) await Feed.ExpectMsgAsync<RoutingProtocol.Register>(Patience);
    }

    private Task<IActorRef> ActorOfAsync(Instrument code) => Sys.ActorSelection(Router.Path / code.ToString()).ResolveOne(Patience);
}

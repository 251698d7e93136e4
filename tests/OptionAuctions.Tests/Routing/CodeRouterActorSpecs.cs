using Akka.Actor;
using Akka.TestKit;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Auctions;
using OptionAuctions.Market.Tests;
using OptionAuctions.Routing;
using OptionAuctions.Telemetry;
using Xunit.Abstractions;
using static OptionAuctions.AuctionProtocol;

namespace OptionAuctions.Tests.Routing;

public sealed class CodeRouterActorSpecs : Akka.TestKit.Xunit2.TestKit
{
    private readonly FeedMeter _meter = Some.Meter();
    private readonly TestProbe _feed;
    private readonly TestProbe _subscriber;
    private readonly IActorRef _router;

    public CodeRouterActorSpecs(ITestOutputHelper output)
        : base(output: output)
    {
        _feed = CreateTestProbe("feed");
        _subscriber = CreateTestProbe("subscriber");
        var options = Some.Options(o => (o.Codes, o.Auctions.MaxCodes) = ([Some.Code.ToString()], 3));
        _router = Sys.ActorOf(CodeRouterActor.Props(options, _meter, new FakeTimeProvider(Some.Morning)), "router");
        _router.Tell(new RoutingProtocol.FeedAttached(_feed));
        BatchRouted.OpenStream(_router, TestActor);
        ExpectMsg<BatchRouted>();
    }

    [Fact]
    public async Task The_codes_of_the_options_are_wanted_of_the_feed_at_once() =>
        Assert.Equal([Some.Code], (await _feed.ExpectMsgAsync<RoutingProtocol.Register>()).Topics);

    [Fact]
    public async Task A_subscribed_code_is_wanted_too_and_gets_an_actor_of_its_own()
    {
        await _feed.ExpectMsgAsync<RoutingProtocol.Register>();
        _router.Tell(new Subscribe(_subscriber, [Some.OtherCode]));

        Assert.Equal([Some.OtherCode], (await _feed.ExpectMsgAsync<RoutingProtocol.Register>()).Topics);
        var child = await Sys.ActorSelection(_router.Path / Some.OtherCode.ToString()).ResolveOne(TimeSpan.FromSeconds(5));
        Assert.Equal(Some.OtherCode, (await child.Ask<AuctionState>(new AuctionProtocol.GetAuction(Some.Code), TimeSpan.FromSeconds(5))).Code);
    }

    [Fact]
    public async Task A_code_of_the_options_or_of_a_subscriber_that_will_be_silent_is_followed_and_warned_of_by_name()
    {
        var warnings = CreateTestProbe();
        Sys.EventStream.Subscribe(warnings, typeof(FeedWarned));
        var known = ReferenceData.BuiltIn with { Instruments = InstrumentList.Load(Path.Combine(ShippedFiles.Config, "fo_stk_code_mts.mst")) };
        var options = Some.Options(o => o.Codes = [Some.Code.ToString(), "B1161208"]);

        var router = await EventFilter.Warning(start: "B1161208 has 8 characters").ExpectOneAsync(() => Task.FromResult(
            Sys.ActorOf(CodeRouterActor.Props(options, _meter, new FakeTimeProvider(Some.Morning), known))));
        await EventFilter.Warning(start: "B11612999 is not in the master file").ExpectOneAsync(() =>
        {
            router.Tell(new Subscribe(_subscriber, [Some.Code, new Instrument("B11612999")]));
            return Task.CompletedTask;
        });

        Assert.StartsWith("B1161208 has 8 characters", (await warnings.ExpectMsgAsync<FeedWarned>(TimeSpan.FromSeconds(30))).Text);
        var warned = await warnings.ExpectMsgAsync<FeedWarned>(TimeSpan.FromSeconds(30));
        Assert.Equal((Some.Morning, true), (warned.At, warned.Text.StartsWith("B11612999 is not in the master file", StringComparison.Ordinal)));
        Assert.Equal(2, (await Delivered()).Count);
    }

    [Fact]
    public async Task Records_go_to_their_code_and_the_stream_is_asked_for_more()
    {
        _router.Tell(new Subscribe(_subscriber, [Some.Code]));
        await Delivered(); // the snapshot

        Route(Some.Record(1m), Some.Record(2m));

        await ExpectMsgAsync<BatchRouted>();
        var change = (await Delivered())[^1];
        Assert.Equal((Some.Code, 2m), (change.Current.Code, change.Current.Latest.Price.ToDecimal()));
    }

    [Fact]
    public async Task Records_of_a_code_that_nobody_asked_for_are_counted_and_get_no_actor()
    {
        Route(Some.Record(1m), Some.Record(2m, Some.OtherCode));
        await ExpectMsgAsync<BatchRouted>();

        Assert.Equal(1, _meter.Read().Unrequested);
        await Assert.ThrowsAsync<ActorNotFoundException>(() =>
            Sys.ActorSelection(_router.Path / Some.OtherCode.ToString()).ResolveOne(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Trades_that_nobody_takes_are_counted_so_that_the_identity_holds()
    {
        await _feed.ExpectMsgAsync<RoutingProtocol.Register>();
        var batch = RecordBatch.Rent(1, Some.Morning);
        batch.Add(new Trade(Some.Code, new TimeOnly(9, 0, 0), Won.Of(1m), Won.Of(1m)));
        batch.Add(Some.Record(1m));
        batch.Add(new Trade(Some.OtherCode, new TimeOnly(9, 0, 0), Won.Of(1m), Won.Of(1m)));
        _router.Tell(batch);
        await ExpectMsgAsync<BatchRouted>();
        await SettledAsync();

        Assert.Equal((1, 2), (_meter.Read().Applied, _meter.Read().Unrequested));
        Assert.Equal("holds", (_meter.Read() with { Records = 3 }).Identity);
    }

    [Fact]
    public async Task Where_the_registration_for_trades_stands_is_not_where_the_auction_stands()
    {
        _router.Tell(new Subscribe(_subscriber, [Some.Code]));
        var before = Assert.Single(await Delivered()).Current.Registration;

        _router.Tell(new RoutingProtocol.Registrations(
            [new RoutingProtocol.Registration(Some.Trades(Some.Code), RegistrationStatus.Refused, Some.Morning, "OPSP8992")]));
        Route(Some.Record(1m));

        Assert.Equal(before, (await Delivered())[^1].Current.Registration);
    }

    [Fact]
    public async Task A_subscriber_to_all_hears_of_codes_that_come_later()
    {
        _router.Tell(new Subscribe(_subscriber));
        Assert.Equal(Some.Code, (await Delivered())[0].Current.Code);

        _router.Tell(new Subscribe(CreateTestProbe(), [Some.OtherCode]));

        Assert.Equal(Some.OtherCode, (await Delivered())[0].Current.Code);
    }

    [Fact]
    public async Task Who_subscribes_again_begins_anew_with_a_snapshot()
    {
        _router.Tell(new Subscribe(_subscriber, [Some.Code]));
        await Delivered();
        _router.Tell(new Subscribe(_subscriber, [Some.Code]));

        Assert.Equal(ChangeKind.Snapshot, (await Delivered())[0].Kind);
    }

    [Fact]
    public async Task Who_changes_its_codes_hears_a_snapshot_of_the_new_ones_alone()
    {
        _router.Tell(new Subscribe(_subscriber, [Some.Code]));
        await Delivered();
        _router.Tell(new Subscribe(_subscriber, [Some.Code, Some.OtherCode]) { Continues = true });

        Assert.Equal([(Some.OtherCode, ChangeKind.Snapshot)], (await Delivered()).Select(c => (c.Current.Code, c.Kind)));
    }

    [Fact]
    public async Task Who_has_nothing_to_go_on_with_or_wants_another_contract_begins_with_a_snapshot()
    {
        _router.Tell(new Subscribe(_subscriber, [Some.Code]) { Continues = true });
        Assert.Equal(ChangeKind.Snapshot, (await Delivered())[0].Kind);
        _router.Tell(new Subscribe(_subscriber, [Some.Code]) { Continues = true, Delivery = Delivery.Every(9) });

        Assert.Equal(ChangeKind.Snapshot, (await Delivered())[0].Kind);
    }

    [Fact]
    public async Task Who_unsubscribed_hears_nothing()
    {
        _router.Tell(new Subscribe(_subscriber, [Some.Code]));
        await Delivered();
        _router.Tell(new Unsubscribe(_subscriber));
        Route(Some.Record(1m));
        await ExpectMsgAsync<BatchRouted>();
        await SettledAsync();

        await _subscriber.ExpectNoMsgAsync(TimeSpan.Zero);
        var counts = _meter.Read();
        Assert.Equal((0, counts.Revisions), (counts.Delivered, counts.Conflated));
    }

    [Fact]
    public async Task A_question_about_a_code_is_answered_by_its_actor()
    {
        Route(Some.Record(1m), Some.Record(2m));
        await ExpectMsgAsync<BatchRouted>();

        Assert.Equal(2, (await _router.Ask<AuctionState>(new AuctionProtocol.GetAuction(Some.Code), TimeSpan.FromSeconds(5))).Revision);
        var recent = await _router.Ask<AuctionProtocol.RecentRevisions>(new AuctionProtocol.GetRevisions(Some.Code), TimeSpan.FromSeconds(5));
        Assert.Equal(2, recent.Revisions.Count);
    }

    [Fact]
    public async Task A_question_about_a_code_that_nobody_follows_is_refused_by_name() => Assert.Equal(
        new AuctionProtocol.CodeNotFollowed(Some.OtherCode),
        await _router.Ask<AuctionProtocol.CodeNotFollowed>(new AuctionProtocol.GetAuction(Some.OtherCode), TimeSpan.FromSeconds(5)));

    [Fact]
    public async Task Trades_go_to_their_code_in_their_place_when_they_are_asked_for()
    {
        var options = Some.Options(o => (o.Codes, o.Auctions.FinalPrice) = ([Some.Code.ToString()], FinalPriceSource.CrossTrade));
        var router = Sys.ActorOf(CodeRouterActor.Props(options, _meter, new FakeTimeProvider(Some.Morning)));
        var feed = CreateTestProbe();
        router.Tell(new RoutingProtocol.FeedAttached(feed));
        Assert.Equal([(Topic)Some.Code], (await feed.ExpectMsgAsync<RoutingProtocol.Register>()).Topics);
        var trades = await feed.ExpectMsgAsync<RoutingProtocol.Register>();
        Assert.Equal((Some.Trades(Some.Code), -1), (Assert.Single(trades.Topics), trades.Priority)); // behind every forecast

        var batch = RecordBatch.Rent(1, Some.Nine);
        batch.Add(Some.Record(1060m, time: new TimeOnly(8, 59, 59)));
        batch.Add(new Trade(Some.Code, new TimeOnly(8, 59, 59), Won.Of(1000m), Won.None)); // before the cross, so none of it
        batch.Add(Some.Record(1080m, time: new TimeOnly(9, 0), phase: "112"));
        batch.Add(new Trade(Some.Code, new TimeOnly(9, 0), Won.Of(1100m), Won.None));
        BatchRouted.OpenStream(router, TestActor);
        await ExpectMsgAsync<BatchRouted>();
        router.Tell(batch);
        await ExpectMsgAsync<BatchRouted>();

        var state = await router.Ask<AuctionState>(new AuctionProtocol.GetAuction(Some.Code), TimeSpan.FromSeconds(5));
        Assert.Equal((1100m, 20m), (state.FinalPrice.ToDecimal(), state.Slippage.ToDecimal()));
        Assert.Equal(4, _meter.Read().Applied);
    }

    [Fact]
    public async Task Forecasts_and_trades_take_turns_and_a_forecast_whose_turn_is_over_is_no_end_of_its_code()
    {
        var time = new FakeTimeProvider(Some.Nine.AddSeconds(30));
        var options = Some.Options(o =>
            (o.Codes, o.Auctions.FinalPrice, o.Auctions.TakesTurns) = ([Some.Code.ToString()], FinalPriceSource.CrossTrade, true));
        var router = Sys.ActorOf(CodeRouterActor.Props(options, _meter, time));
        var feed = CreateTestProbe();
        router.Tell(new RoutingProtocol.FeedAttached(feed));
        Assert.Equal([(Topic)Some.Code], (await feed.ExpectMsgAsync<RoutingProtocol.Register>()).Topics);
        router.Tell(new RoutingProtocol.Registrations([new RoutingProtocol.Registration(Some.Code, RegistrationStatus.Active, Some.Nine, "")]));

        router.Tell(new RoutingProtocol.ClockTick(Some.Nine.AddMinutes(1)));

        Assert.Equal([(Topic)Some.Code], (await feed.ExpectMsgAsync<RoutingProtocol.Release>()).Topics);
        Assert.Equal([Some.Trades(Some.Code)], (await feed.ExpectMsgAsync<RoutingProtocol.Register>()).Topics);
        router.Tell(new RoutingProtocol.Registrations(
            [new RoutingProtocol.Registration(Some.Code, RegistrationStatus.Released, Some.Nine.AddMinutes(1), "")]));
        var state = await router.Ask<AuctionState>(new AuctionProtocol.GetAuction(Some.Code), TimeSpan.FromSeconds(5));
        Assert.Equal(RegistrationStatus.Active, state.Registration);

        // Trades begin behind the cross, and say what the day opened with.
        var batch = RecordBatch.Rent(1, Some.Nine.AddMinutes(3));
        batch.Add(new Trade(Some.Code, new TimeOnly(9, 3), Won.Of(1200m), Won.Of(1100m)));
        BatchRouted.OpenStream(router, TestActor);
        await ExpectMsgAsync<BatchRouted>();
        router.Tell(Called(Some.Nine.AddMinutes(-10), "311"));
        router.Tell(Called(Some.Nine, "112"));
        router.Tell(batch);
        for (var i = 0; i < 3; i++) await ExpectMsgAsync<BatchRouted>();
        state = await router.Ask<AuctionState>(new AuctionProtocol.GetAuction(Some.Code), TimeSpan.FromSeconds(5));
        Assert.Equal(1100m, state.FinalPrice.ToDecimal());

        router.Tell(new RoutingProtocol.ClockTick(Some.Nine.AddHours(6.5)));
        Assert.Equal([Some.Trades(Some.Code)], (await feed.ExpectMsgAsync<RoutingProtocol.Release>()).Topics);
        Assert.Equal([(Topic)Some.Code], (await feed.ExpectMsgAsync<RoutingProtocol.Register>()).Topics);
    }

    private static RecordBatch Called(DateTimeOffset at, string phase)
    {
        var batch = RecordBatch.Rent(1, at);
        batch.Add(Some.Record(1080m, time: TimeOnly.FromTimeSpan(at.TimeOfDay), phase: phase));
        return batch;
    }

    [Fact]
    public async Task A_condition_chooses_among_the_codes_that_are_followed_and_those_to_come()
    {
        _router.Tell(new Subscribe(_subscriber) { Where = (code, _) => code == Some.OtherCode });
        _router.Tell(new Subscribe(CreateTestProbe(), [Some.OtherCode]));

        Assert.Equal([Some.OtherCode], (await Delivered()).Select(c => c.Current.Code)); // and not the one that was there before
    }

    [Theory]
    [InlineData("000660")]
    [InlineData("sk하이닉스")]
    [InlineData("SK\u1112\u1161\u110B\u1175\u1102\u1175\u11A8\u1109\u1173")] // decomposed, as a terminal of macOS has it
    public async Task An_underlying_is_a_condition_on_what_the_master_file_says(string underlying)
    {
        var known = ReferenceData.BuiltIn with { Instruments = InstrumentList.Load(Path.Combine(ShippedFiles.Config, "fo_stk_code_mts.mst")) };
        var router = Sys.ActorOf(CodeRouterActor.Props(
            Some.Options(o => o.Codes = ["B11612083", "B50612083"]), _meter, new FakeTimeProvider(Some.Morning), known));
        router.Tell(Subscribe.ToUnderlying(_subscriber, underlying));

        Assert.Equal(["B50612083"], (await Delivered()).Select(c => c.Current.Code.ToString()));
    }

    [Fact]
    public async Task A_condition_that_throws_is_refused_and_costs_nobody_else_anything()
    {
        _router.Tell(new Subscribe(_subscriber) { Where = (_, _) => throw new InvalidOperationException("a bug of yours") });

        Assert.Equal(
            (Some.Code, 3, "the condition failed: a bug of yours"), // as many as can be followed, as for a code too many
            await _subscriber.ExpectMsgAsync<SubscriptionRefused>() is var refused
                ? (refused.Code, refused.MaxCodes, refused.Reason)
                : default);
        var other = CreateTestProbe();
        _router.Tell(new Subscribe(other, [Some.Code]));
        await other.ExpectMsgAsync<AuctionChanges>();
    }

    [Fact]
    public async Task A_code_too_many_is_refused_by_name()
    {
        _router.Tell(new Subscribe(_subscriber, [.. Enumerable.Range(1, 3).Select(i => new Instrument($"X{i}"))]));

        Assert.Equal(new SubscriptionRefused(new Instrument("X3"), 3), await _subscriber.ExpectMsgAsync<SubscriptionRefused>());
    }

    [Fact]
    public async Task With_no_room_left_the_feed_is_asked_for_nothing()
    {
        _router.Tell(new Subscribe(_subscriber, [new Instrument("X1"), new Instrument("X2")])); // with the options' own that is all
        await _feed.ExpectMsgAsync<RoutingProtocol.Register>();
        await _feed.ExpectMsgAsync<RoutingProtocol.Register>();

        var late = CreateTestProbe();
        _router.Tell(new Subscribe(late, [new Instrument("X3")]));
        await late.ExpectMsgAsync<SubscriptionRefused>();
        _router.Tell(new AuctionProtocol.StopFollowing([new Instrument("X1")]));

        Assert.IsType<RoutingProtocol.Release>(await _feed.ExpectMsgAsync<object>()); // the next that it hears
    }

    [Fact]
    public async Task A_lost_connection_makes_every_indication_stale_and_its_return_is_a_gap()
    {
        _router.Tell(new Subscribe(_subscriber, [Some.Code]));
        await Delivered();
        Route(Some.Record(1m));
        await Delivered();

        _router.Tell(new RoutingProtocol.FeedInterrupted(Some.Morning.AddSeconds(5), [Some.Code]));
        Assert.Equal([ChangeKind.Stale], (await Delivered()).Select(c => c.Kind));
        _router.Tell(new RoutingProtocol.Registrations(
            [new RoutingProtocol.Registration(Some.Code, RegistrationStatus.Active, Some.Morning.AddSeconds(8), "")]));
        var changes = await Delivered();

        var gap = changes.Single(c => c.Kind == ChangeKind.Gap).Current.LastGap;
        Assert.Equal((Some.Morning.AddSeconds(5), Some.Morning.AddSeconds(8)), (gap.From, gap.To));
    }

    [Fact]
    public async Task A_shed_batch_is_a_gap_for_its_codes_and_an_event_for_the_host()
    {
        var host = CreateTestProbe();
        Sys.EventStream.Subscribe(host, typeof(IFeedEvent));
        _router.Tell(new Subscribe(_subscriber, [Some.Code]));
        await Delivered();

        RouteAfter(Lost(isOver: true), Some.Record(1m));

        var heard = new List<ChangeKind>();
        while (!heard.Contains(ChangeKind.Indication)) heard.AddRange((await Delivered()).Select(c => c.Kind));
        Assert.Equal([ChangeKind.Gap, ChangeKind.Indication], heard);
        Assert.Equal(1, (await host.ExpectMsgAsync<FeedShed>()).Codes);
    }

    [Fact]
    public async Task While_more_is_shed_its_codes_are_stale_and_the_host_is_told_once_when_that_is_over()
    {
        var host = CreateTestProbe();
        Sys.EventStream.Subscribe(host, typeof(IFeedEvent));
        Route(Some.Record(1m));
        _router.Tell(new Subscribe(_subscriber, [Some.Code]));
        await Delivered();

        for (var price = 2; price < 50; price++) RouteAfter(Lost(isOver: false), Some.Record(price));
        RouteAfter(null, Some.Record(50m));
        RouteAfter(Lost(isOver: true), Some.Record(51m));

        var heard = new List<AuctionChanged>();
        while (heard.Count == 0 || heard[^1].Current.Revision < 51) heard.AddRange(await Delivered());
        Assert.Single(heard, change => change.Kind == ChangeKind.Gap);
        Assert.All(heard, change => Assert.True(change.Current.Gaps == 1 || change.Current is { Stale: StaleReason.Shed, IsCurrent: false }));
        Assert.True(heard[^1].Current.IsCurrent);
        Assert.Equal(1, (await host.ExpectMsgAsync<FeedShed>()).Codes);
        await host.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task After_the_last_record_the_feed_is_told_once_all_was_delivered()
    {
        await _feed.ExpectMsgAsync<RoutingProtocol.Register>();
        _router.Tell(new Subscribe(_subscriber, [Some.Code]));
        var snapshot = await _subscriber.ExpectMsgAsync<AuctionChanges>(); // and no ack yet
        var subscription = _subscriber.LastSender;
        Route(Some.Record(1m));
        _router.Tell(RoutingProtocol.StreamCompleted.Instance);
        await _feed.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));

        subscription.Tell(snapshot.Ack, _subscriber);
        await Delivered();

        await _feed.ExpectMsgAsync<RoutingProtocol.Settled>();
        Assert.Equal("holds", (_meter.Read() with { Records = 1 }).Identity);
    }

    [Fact]
    public async Task A_subscriber_that_dies_does_not_hold_the_end_up()
    {
        await _feed.ExpectMsgAsync<RoutingProtocol.Register>();
        _router.Tell(new Subscribe(_subscriber, [Some.Code]));
        await _subscriber.ExpectMsgAsync<AuctionChanges>();
        _router.Tell(RoutingProtocol.StreamCompleted.Instance);
        Sys.Stop(_subscriber);

        await _feed.ExpectMsgAsync<RoutingProtocol.Settled>();
    }

    private void Route(params ExpectedExecution[] records)
    {
        var batch = RecordBatch.Rent(1, Some.Morning);
        foreach (var record in records) batch.Add(record);
        _router.Tell(batch);
    }

    private void RouteAfter(ShedGap? shed, ExpectedExecution record)
    {
        var batch = RecordBatch.Rent(1, Some.Morning.AddSeconds(9), shed);
        batch.Add(record, new RecordPlace(2, 1, 7));
        _router.Tell(batch);
    }

    private static ShedGap Lost(bool isOver)
    {
        var (from, to) = (Some.Morning, Some.Morning.AddSeconds(2));
        return new ShedGap(from, to, [new CodeLoss(Some.Code, from, to, Epoch: 1, LastMessage: 1)], isOver);
    }

    private async Task<List<AuctionChanged>> Delivered()
    {
        var changes = await _subscriber.ExpectMsgAsync<AuctionChanges>();
        var copy = changes.ToList();
        _subscriber.Reply(changes.Ack);
        return copy;
    }

    private async Task SettledAsync()
    {
        _router.Tell(RoutingProtocol.StreamCompleted.Instance);
        await _feed.FishForMessageAsync(message => message is RoutingProtocol.Settled);
    }
}

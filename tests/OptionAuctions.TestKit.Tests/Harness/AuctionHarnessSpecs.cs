using Akka.Actor;
using OptionAuctions.Routing;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace OptionAuctions.TestKit.Tests.Harness;

/// <summary>The real decoder, graph, router and code actors, on a clock that only the test moves: nothing here waits for time.</summary>
public sealed class AuctionHarnessSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config, output: output)
{
    private static readonly TimeOnly Time = new(8, 41);

    [Fact]
    public async Task A_day_of_seven_hours_is_played_and_nothing_is_odd_about_it()
    {
        await using var market = AuctionHarness.On(
            this, options => (options.Codes, options.Auctions.FinalPrice) = ([$"{Some.Code}"], FinalPriceSource.CrossTrade));
        var opening = Auction.Of(Some.Code).Opens().Indicates(1060).Then(1100, 1080).CrossesAt(1080).Trades(1100);
        await market.PlayAsync(opening);
        var opened = await market.AuctionAsync(Some.Code);
        await market.PlayAsync(opening.Continues().At(new TimeOnly(10, 12)).Opens(CallKind.Intraday).Indicates(1200).CrossesAt(1220).Trades(1220));
        await market.PlayAsync(Auction.Of(Some.Code).Opens(CallKind.Closing).Indicates(1240).CrossesAt(1260).After(TimeSpan.FromMinutes(2)));

        Assert.Equal((1100m, 20m, true), (opened.FinalPrice.ToDecimal(), opened.Slippage.ToDecimal(), opened.Path.IsWhole));
        var closed = await market.AuctionAsync(Some.Code);
        Assert.Equal((3, 8L, 0L, AuctionPhase.Closed), (closed.Path.Number, closed.Revision, closed.OddRecords, closed.Session.Phase));
        Assert.Equal(10, (await market.IdentityHoldsAsync()).Messages);
    }

    [Fact]
    public async Task Whatever_is_fed_in_is_counted_when_the_step_is_over()
    {
        await using var market = AuctionHarness.On(this, Some.Code);
        var record = MessageBuilder.ExpectedExecution(Some.Code, Time, 1060);

        await market.FeedAsync(
            MessageBuilder.ExpectedExecutions.With(record).With(Some.OtherCode, Time, 1060).WithText("?^084100^1^1^1^1^1").ToBytes(),
            MessageBuilder.ExpectedExecutions.With(record).Announcing(3).ToBytes(),
            MessageBuilder.ExpectedExecutions.With(record).Appending("x").ToBytes());

        var counts = market.Counts;
        Assert.Equal((3, 2, 4), (counts.Messages, counts.DataMessages, counts.Records));
        Assert.Equal((2, 1, 1), (counts.Applied, counts.Unrequested, counts.RefusedRecords[DecodeError.BadCode]));
        Assert.Equal((1, 1), (counts.RefusedMessages[DecodeError.FieldCount], counts.WiderMessages[8]));
        Assert.Equal(2, (await market.AuctionAsync(Some.Code)).Revision);
        await market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task Codes_are_registered_when_they_are_wanted_and_when_the_connection_is_back()
    {
        await using var market = AuctionHarness.On(this, Some.Code);
        await market.SettleAsync();
        Assert.Equal(RegistrationStatus.Active, (await market.AuctionAsync(Some.Code)).Registration);

        await market.LoseConnectionAsync();
        var probe = await market.SubscribeAsync(Some.OtherCode);
        Assert.Equal(RegistrationStatus.Pending, (await probe.ExpectSnapshotAsync(Some.OtherCode)).Registration);
        Assert.NotNull((await market.AuctionAsync(Some.Code)).GapSince);

        await market.RestoreConnectionAsync();
        Assert.Equal(RegistrationStatus.Active, (await probe.ExpectChangeAsync(ChangeKind.Registration)).Current.Registration);
        Assert.Equal(1, (await market.AuctionAsync(Some.Code)).Gaps);
    }

    [Fact]
    public async Task What_is_shed_is_a_gap_of_its_codes_and_counted()
    {
        await using var market = AuctionHarness.On(this, Some.Code, Some.OtherCode);
        var probe = await market.SubscribeAsync();
        await market.ShedAsync(MessageBuilder.ExpectedExecutions.With(Some.Code, Time, 1060).ToBytes());

        await probe.ExpectSnapshotAsync(Some.Code);
        await probe.ExpectGapAsync(GapReason.Shed, Some.Code);
        await probe.ExpectSnapshotAsync(Some.OtherCode);
        await probe.ExpectNothingMoreAsync();
        Assert.Equal((1, 1), ((await market.IdentityHoldsAsync()).Messages, market.Counts.ShedMessages));
    }

    [Fact]
    public async Task Each_minute_of_the_session_clock_is_handled_at_that_minute()
    {
        await using var market = AuctionHarness.On(
            this, options => options.Codes = [$"{Some.Code}"], startsAt: new DateTimeOffset(2026, 11, 23, 8, 20, 0, MarketTime.Offset));

        await market.MoveToAsync(new TimeOnly(12, 0));

        var session = (await market.AuctionAsync(Some.Code)).Session;
        var since = TimeOnly.FromDateTime(session.Since!.Value.DateTime);
        Assert.Equal((AuctionPhase.Continuous, new TimeOnly(9, 1)), (session.Phase, since)); // the call had a minute of grace
    }

    [Fact]
    public async Task A_subscriber_that_keeps_up_is_told_of_each_step_however_many_there_are()
    {
        await using var market = AuctionHarness.On(this, Some.Code);
        var probe = await market.SubscribeAsync(Some.Code);
        decimal[] prices = [.. Enumerable.Range(0, 200).Select(i => 1000m + (20 * (i % 40)))];

        await market.PlayAsync(Auction.Of(Some.Code).Opens().Then(prices));

        await probe.ExpectSnapshotAsync();
        foreach (var price in prices) Assert.Equal(0, (await probe.ExpectIndicationAsync(price)).Conflated);
        Assert.Equal(200, (await market.IdentityHoldsAsync()).Delivered);
    }

    [Fact]
    public async Task A_script_of_a_code_that_nobody_follows_is_refused_by_name()
    {
        await using var market = AuctionHarness.On(this, Some.Code);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => market.PlayAsync(Auction.Of(Some.OtherCode)));

        Assert.Contains("nobody follows C11612083", refused.Message);
    }

    [Fact]
    public async Task A_script_that_begins_before_now_is_refused_by_its_time()
    {
        await using var market = AuctionHarness.On(this, Some.Code);
        await market.MoveToAsync(new TimeOnly(8, 50));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => market.PlayAsync(Auction.Of(Some.Code).Opens()));

        Assert.Contains("08:50:00 already, and 08:40:00", refused.Message);
    }

    [Fact]
    public void Options_that_cannot_be_are_refused_by_name()
    {
        var refused = Assert.Throws<ArgumentException>(() => AuctionHarness.On(this, options => options.Auctions.CallGrace = TimeSpan.FromHours(1)));

        Assert.Contains("OptionAuctions:Auctions:CallGrace", refused.Message);
    }

    [Fact]
    public async Task An_actor_beside_a_code_that_is_paused_is_reported_as_slow_and_no_step_waits_for_it_or_its_children()
    {
        var events = CreateTestProbe();
        Sys.EventStream.Subscribe(events, typeof(CodeLagging));
        Func<Instrument, ListedSeries?, Props?> factory = (_, _) => Props.Create(() => new Parent(TestActor));
        await using var market = AuctionHarness.On(this, options => options.Codes = [$"{Some.Code}"], actors: [factory]);
        await market.SettleAsync();
        var actor = await ExpectMsgAsync<IActorRef>();

        await market.PauseAsync(actor);
        await market.PlayAsync(Auction.Of(Some.Code).Opens().Then(1060, 1080, 1100));
        Assert.False(HasMessages);
        Assert.Equal(Some.Code, (await events.ExpectMsgAsync<CodeLagging>()).Code);

        await market.IdentityHoldsAsync(); // it goes on
        await FishForMessageAsync(message => message is 3L);
    }

    [Fact]
    public async Task A_harness_that_was_drained_takes_nothing_more_and_says_the_same_again()
    {
        await using var market = AuctionHarness.On(this, Some.Code);
        await market.FeedAsync(MessageBuilder.ExpectedExecutions.With(Some.Code, Time, 1060).ToBytes());

        Assert.Equal((await market.IdentityHoldsAsync()).Messages, (await market.IdentityHoldsAsync()).Messages);
        await Assert.ThrowsAsync<InvalidOperationException>(() => market.FeedAsync(MessageBuilder.ExpectedExecutions.ToBytes()));
    }

    [Fact]
    public async Task An_identity_that_is_broken_is_said_so()
    {
        await using var market = AuctionHarness.On(this, Some.Code);
        await market.SettleAsync();
        var records = RecordBatch.Rent(epoch: 1, market.Time.Now);
        records.Add(MessageBuilder.ExpectedExecution(Some.Code, Time, 1060));
        market.Auctions.Tell(records); // and no message announced it

        Assert.Contains("broken: records 0 is not applied 1", (await Assert.ThrowsAnyAsync<XunitException>(market.IdentityHoldsAsync)).Message);
    }

    /// <summary>Tells a desk who it is, and the revision of each record; it has a child.</summary>
    private sealed class Parent(IActorRef desk) : CodeActor
    {
        protected override void PreStart()
        {
            Context.ActorOf(Props.Create(() => new Child()));
            desk.Tell(Self);
        }

        protected override void OnRecord(in AuctionChanged change) => desk.Tell(change.Current.Revision);
    }

    private sealed class Child : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }
}

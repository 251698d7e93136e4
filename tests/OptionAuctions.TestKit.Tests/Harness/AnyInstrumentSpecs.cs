using Akka.Actor;
using OptionAuctions.Wire;
using Xunit.Abstractions;

namespace OptionAuctions.TestKit.Tests.Harness;

/// <summary>A strategy for stocks, futures or books is tested as one for options is.</summary>
public sealed class AnyInstrumentSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config, output: output)
{
    public static TheoryData<string> Codes => ["005930", "A11610"];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_call_is_heard_from_its_snapshot_to_its_cross_with_its_quantities(string code)
    {
        var instrument = new Instrument(code);
        await using var market = AuctionHarness.On(this, instrument);
        var probe = await market.SubscribeAsync(instrument);
        await market.PlayAsync(Auction.Of(instrument).Opens()
            .Indicates(71_200, quantity: 1_200).LosesConnection(TimeSpan.FromSeconds(30))
            .Indicates(71_300, quantity: 1_300).CrossesAt(71_400, quantity: 1_400));

        await probe.ExpectSnapshotAsync(instrument);
        await probe.ExpectIndicationAsync(71_200, quantity: 1_200);
        await probe.ExpectGapAsync(GapReason.ConnectionLost);
        await probe.ExpectIndicationAsync(71_300, instrument, quantity: 1_300);
        Assert.Equal(1_400, (await probe.ExpectCrossAsync(71_400)).ExpectedQuantity);
        await probe.ExpectNothingMoreAsync();
        Assert.Equal((3, 0), ((await market.IdentityHoldsAsync()).Applied, (await market.AuctionAsync(instrument)).OddRecords));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task One_that_needs_each_revision_has_each_with_its_own_quantity_and_one_that_was_busy_the_newest(string code)
    {
        var instrument = new Instrument(code);
        await using var market = AuctionHarness.On(this, instrument);
        var every = Sys.ActorOf(Props.Create(() => new Quantities(market.Auctions, TestActor, Delivery.Every(100))));
        await market.JoinAsync(every);
        await market.PauseAsync(every);
        var busy = await market.SubscribeAsync(Demand.ByHand, instrument);

        var message = Enumerable.Range(1, 40).Aggregate(
            MessageBuilder.For(instrument), (all, i) => all.With(instrument, new TimeOnly(8, 41), 71_000 + (100 * i), quantity: i));
        await market.FeedAsync(message.ToBytes()); // forty in one message: all wait before the code's actor runs
        await market.ResumeAsync(every);

        for (var i = 1; i <= 40; i++) await ExpectMsgAsync(new Quantities.Heard(i, Won.Of(71_000 + (100 * i)), i, Conflated: 0));
        await busy.ExpectSnapshotAsync(instrument);
        await busy.GrantAsync();
        Assert.Equal(39, (await busy.ExpectIndicationAsync(75_000, quantity: 40)).Conflated);
        await market.IdentityHoldsAsync();
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task An_actor_beside_a_code_hears_each_record_with_its_quantity(string code)
    {
        Func<Instrument, ListedSeries?, Props?> factory = (_, _) => Props.Create(() => new Beside(TestActor));
        await using var market = AuctionHarness.On(this, options => options.Codes = [code], actors: [factory]);
        await market.PlayAsync(Auction.Of(code).Opens().Indicates(71_200, quantity: 1_200).Indicates(71_300, quantity: 1_300));

        await ExpectMsgAsync<long?>(1_200);
        await ExpectMsgAsync<long?>(1_300);
        await market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task Books_of_an_option_are_heard_by_a_probe_and_by_the_actor_beside_it_between_its_forecasts()
    {
        Func<Instrument, ListedSeries?, Props?> factory = (_, _) => Props.Create(() => new Beside(TestActor));
        await using var market = AuctionHarness.On(this, options => options.Codes = [$"{Some.Code}"], actors: [factory]);
        var probe = await market.SubscribeAsync(Some.Code);
        await market.PlayAsync(Auction.Of(Some.Code).Opens().Indicates(1060).Book(1040, 1080, 3, 4).Book(1040, 1060, 3, 2, totalAsk: 9).Indicates(1080));

        await probe.ExpectSnapshotAsync(Some.Code);
        await probe.ExpectIndicationAsync(1060);
        await probe.ExpectBookAsync(1040, 1080);
        Assert.Equal(9, (await probe.ExpectBookAsync(1040, 1060, Some.Code)).Current.Detail!.TotalAskQuantity);
        await probe.ExpectIndicationAsync(1080);
        await probe.ExpectNothingMoreAsync();
        await ExpectMsgAsync(Won.Of(1060));
        await ExpectMsgAsync(Won.Of(1050));
        Assert.Equal((2L, 4), ((await market.AuctionAsync(Some.Code)).Revision, (await market.IdentityHoldsAsync()).Applied));
    }

    [Fact]
    public async Task A_code_that_no_TR_has_is_refused()
    {
        var isin = new Instrument("KR4B11612083");
        var events = CreateTestProbe();
        Sys.EventStream.Subscribe(events, typeof(CodeRegistrationChanged));
        await using var market = AuctionHarness.On(this, isin, Some.Code);
        await market.SettleAsync();

        Assert.Equal(RegistrationStatus.Refused, (await market.AuctionAsync(isin)).Registration);
        Assert.Equal(RegistrationStatus.Active, (await market.AuctionAsync(Some.Code)).Registration);
        Assert.Equal(RecordLayout.WhyNone(isin), (await events.ExpectMsgAsync<CodeRegistrationChanged>()).Reason);
    }

    private sealed class Quantities(IActorRef auctions, IActorRef desk, Delivery delivery) : SubscriberActor(auctions, delivery: delivery)
    {
        protected override void OnChange(in AuctionChanged change)
        {
            var now = change.Current;
            if (change.Kind == ChangeKind.Indication) desk.Tell(new Heard(now.Revision, now.Latest.Price, now.ExpectedQuantity, change.Conflated));
        }

        public sealed record Heard(long Revision, Won Price, long? Quantity, long Conflated);
    }

    /// <summary>Tells a desk the quantity of each record, and the middle of each book.</summary>
    private sealed class Beside(IActorRef desk) : CodeActor
    {
        protected override void OnRecord(in AuctionChanged change)
        {
            if (change.Current.ExpectedQuantity is { } quantity) desk.Tell(quantity);
        }

        protected override void OnBook(in AuctionState auction) => desk.Tell(auction.Detail!.Middle);
    }
}

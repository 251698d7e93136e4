using OptionAuctions.TestKit;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Codes;

/// <summary>A stock's auction goes by the hours, phase codes and price steps of stocks; that of an option beside it, by its own.</summary>
public sealed class StockAuctionSpecs : Akka.TestKit.Xunit2.TestKit
{
    private static readonly Instrument Stock = new("005930");

    private readonly AuctionHarness _market;

    public StockAuctionSpecs(ITestOutputHelper output)
        : base(AuctionHarness.Config, output: output) => _market = AuctionHarness.On(this, Stock, Some.Code);

    [Fact]
    public async Task Its_day_has_an_opening_call_one_by_a_volatility_interruption_and_a_closing_call_and_no_others()
    {
        var opening = Auction.Of(Stock).Opens().Indicates(71_200).CrossesAt(71_300);
        await _market.PlayAsync(opening);
        await IsAsync(AuctionPhase.Crossed, CallKind.Opening, calls: 1);

        var session = opening.Continues(); // a record comes with each change of the order book, in session too
        for (var minute = 1; minute <= 10; minute++) session = session.At(new TimeOnly(9, minute, 30)).NothingMatches();
        await _market.PlayAsync(session);
        await IsAsync(AuctionPhase.Continuous, CallKind.None, calls: 1);

        var interrupted = session.Continues().At(new TimeOnly(10, 12)).Opens(CallKind.Intraday).Indicates(74_000);
        await _market.PlayAsync(interrupted);
        await IsAsync(AuctionPhase.Indicative, CallKind.Intraday, calls: 2);

        var resumed = interrupted.Continues().CrossesAt(74_500).At(new TimeOnly(10, 20)).NothingMatches();
        await _market.PlayAsync(resumed);
        await IsAsync(AuctionPhase.Continuous, CallKind.None, calls: 2);

        var closing = resumed.Continues().Opens(CallKind.Closing).Indicates(74_000);
        await _market.PlayAsync(closing);
        await IsAsync(AuctionPhase.Indicative, CallKind.Closing, calls: 3);
        Assert.Equal(AuctionPhase.Continuous, (await _market.AuctionAsync(Some.Code)).Session.Phase); // of options it begins at 15:35

        await _market.PlayAsync(closing.Continues().CrossesAt(74_100).At(new TimeOnly(15, 45)).Phase("D").NothingMatches());
        await IsAsync(AuctionPhase.Closed, CallKind.None, calls: 3);
        Assert.Equal(0, (await _market.AuctionAsync(Stock)).OddRecords);
        await _market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task Its_cross_is_known_by_the_record_behind_the_call()
    {
        var probe = await _market.SubscribeAsync(Stock);
        await _market.PlayAsync(Auction.Of(Stock).Opens().Indicates(71_200).CrossesAt(71_300));

        await probe.ExpectSnapshotAsync(Stock);
        await probe.ExpectIndicationAsync(71_200);
        Assert.Equal(CallKind.Opening, (await probe.ExpectCrossAsync(71_300)).Session.Call);
    }

    [Theory]
    [InlineData("005930", 71_200, true)]
    [InlineData("005930", 71_300, true)]
    [InlineData("005930", 71_250, false)]
    [InlineData("A11610", 71_300, true)]
    [InlineData("A11610", 71_250, false)]
    [InlineData("B11612083", 71_200, true)]
    [InlineData("B11612083", 71_300, false)] // 200 won above 10,000
    public async Task A_price_is_checked_by_the_steps_of_its_market(string code, int price, bool fits)
    {
        await using var market = AuctionHarness.On(this, new Instrument(code));
        await market.PlayAsync(Auction.Of(code, previousClose: 71_000).Opens().Indicates(price));

        Assert.Equal(fits ? AuctionQuality.None : AuctionQuality.OffTick, (await market.AuctionAsync(new Instrument(code))).Quality);
    }

    private async Task IsAsync(AuctionPhase phase, CallKind call, int calls)
    {
        var now = await _market.AuctionAsync(Stock);
        Assert.Equal((phase, call, calls, false), (now.Session.Phase, now.Session.Call, now.Path.Number, now.Session.Disagrees));
    }
}

using OptionAuctions.Codes;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Chains.Tests;

/// <summary>What the auction of a share or of a future gives to a chain.</summary>
public sealed class PriceInputSpecs
{
    private static readonly Instrument Stock = new("005930"), Future = new("A11612");
    private static readonly RecordDetail Book = new() { Quantity = 1_200, Bid = Won.Of(71_100), Ask = Won.Of(71_300) };
    private readonly DateTimeOffset _call = new(2026, 11, 23, 8, 50, 0, MarketTime.Offset), _session = new(2026, 11, 23, 10, 0, 0, MarketTime.Offset);

    [Fact]
    public void Before_anything_is_known_it_gives_nothing() => Assert.Null(PriceInput.Of(new AuctionState(Stock)));

    [Fact]
    public void In_a_call_it_is_the_forecast_by_the_TR_of_the_instrument()
    {
        Assert.Equal(new PriceInput(71_250, "H0STASP0 forecast", _call, IsStale: false), PriceInput.Of(Stocks(71_250, "B", _call, Book)));
        var future = Auction(Future, MarketSegment.Derivatives, 71_300, "311", _call, null);
        Assert.Equal(new PriceInput(71_300, "H0ZFANC0 forecast", _call, IsStale: false), PriceInput.Of(future));
    }

    [Fact]
    public void In_session_it_is_the_middle_of_the_quotes() =>
        Assert.Equal(new PriceInput(71_200, "H0STASP0 quotes", _session, IsStale: false), PriceInput.Of(Stocks(null, "0", _session, Book)));

    [Fact]
    public void In_a_call_in_which_nothing_would_match_there_is_no_price_and_none_is_made_of_the_quotes() =>
        Assert.Null(PriceInput.Of(Stocks(null, "B", _call, Book))!.Price);

    [Fact]
    public void A_forecast_that_is_stale_stays_stale()
    {
        var stale = Stocks(71_250, "B", _call, Book);
        stale.Stale = StaleReason.ConnectionLost;

        Assert.Equal(new PriceInput(71_250, "H0STASP0 forecast", _call, IsStale: true), PriceInput.Of(stale));
    }

    private static AuctionState Stocks(decimal? won, string phase, DateTimeOffset at, RecordDetail detail) =>
        Auction(Stock, MarketSegment.Stocks, won, phase, at, detail);

    private static AuctionState Auction(Instrument code, MarketSegment market, decimal? won, string phase, DateTimeOffset at, RecordDetail? detail)
    {
        var fold = new AuctionFold(code, null, new FoldRules(new FeedOptions(), ReferenceData.BuiltIn, market), new FeedMeter(TimeProvider.System));
        fold.Apply(AuctionEvent.Registered(at, RegistrationStatus.Active));
        var price = won is { } known ? Won.Of(known) : Won.None;
        fold.Apply(
            AuctionEvent.Of(
                new ExpectedExecution(
                    code, TimeOnly.FromTimeSpan(at.TimeOfDay), price, Won.Of(0), new ChangeSign(ChangeDirection.Flat), Percent.Of(0), new PhaseCode(phase)),
                at),
            detail);
        return fold.State;
    }
}

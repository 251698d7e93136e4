using OptionAuctions.Codes;

namespace OptionAuctions.Tests.Auctions;

/// <summary>The state before anything is known of an auction, and what it says once something is.</summary>
public sealed class AuctionStateSpecs
{
    public static TheoryData<AuctionState> Nothing =>
        [default, new AuctionState(Some.Code), new AuctionFold(Some.Code, null, Some.Rules(), Some.Meter()).State];

    [Theory]
    [MemberData(nameof(Nothing))]
    public void Before_the_first_record_there_is_no_price_no_time_and_nothing_that_reads_as_one(AuctionState state)
    {
        Assert.Equal((false, false, true), (state.HasRecord, state.NothingWouldMatch, state.Latest.IsNone));
        Assert.Equal((Won.None, Won.None, Percent.None), (state.Latest.Price, state.Latest.Change, state.Latest.Rate));
        Assert.Equal((false, false, false), (state.Latest.Price.HasValue, state.Latest.Change.HasValue, state.Latest.Rate.HasValue));
        Assert.Null(state.Latest.Time);
        Assert.Equal((Won.None, Won.None, Won.None), (state.PreviousClose, state.FinalPrice, state.Slippage));
        Assert.Equal((Won.None, Won.None, Won.None, Won.None), (state.Path.First, state.Path.Last, state.Path.High, state.Path.Low));
        Assert.False(state.IsCurrent);
    }

    [Theory]
    [InlineData(1060, false)]
    [InlineData(0, true)]
    public void Nothing_would_match_is_what_a_record_says(int price, bool nothing)
    {
        var fold = new AuctionFold(Some.Code, null, Some.Rules(), Some.Meter());
        fold.Apply(AuctionEvent.Of(
            new ExpectedExecution(
                Some.Code, new TimeOnly(8, 45, 0), price > 0 ? Won.Of(price) : Won.None, Won.Of(0), default, Percent.Of(0), new PhaseCode("311")),
            Some.Morning));

        Assert.Equal((true, nothing, !nothing), (fold.State.HasRecord, fold.State.NothingWouldMatch, fold.State.Latest.Price.HasValue));
    }

    [Fact]
    public void The_default_of_each_part_has_no_price_either()
    {
        Assert.Equal((null, false), (default(Trade).Time, default(Trade).Price.HasValue || default(Trade).OpeningPrice.HasValue));
        Assert.False(default(PathPoint).Price.HasValue);
        Assert.False(default(AuctionPath).First.HasValue || default(AuctionPath).Last.HasValue);
        Assert.Equal((0, null), (default(AuctionPath).Convergence, default(AuctionPath).Call.Mean));
        Assert.False(default(AuctionChanged).Current.Latest.Price.HasValue);
    }
}

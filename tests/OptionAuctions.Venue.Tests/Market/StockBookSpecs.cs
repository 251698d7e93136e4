namespace OptionAuctions.Venue.Tests.Market;

public sealed class StockBookSpecs
{
    private static readonly List<DayRecord> Day = MarketDay.Of("H0STASP0", "005930");

    [Fact]
    public void The_phase_is_B_in_the_opening_call_A_in_the_closing_call_and_0_between_and_at_the_crosses()
    {
        string PhaseAt(TimeOnly time) => time < new TimeOnly(9, 0) ? "B" : time >= new TimeOnly(15, 20) && time < new TimeOnly(15, 30) ? "A" : "0";

        Assert.All(Day, r => Assert.Equal(PhaseAt(r.Time), r.Forecast.Phase.Raw));
        Assert.Equal((8, 40), (Day[0].Time.Hour, Day[0].Time.Minute));
        Assert.Equal(new TimeOnly(15, 30), Day[^1].Time);
        Assert.InRange(Day.Count(r => r.Time > new TimeOnly(9, 0) && r.Time < new TimeOnly(15, 20)) / 380.0, 10, 30); // a minute
    }

    [Fact]
    public void Ten_levels_a_side_stand_on_the_grid_in_order_and_the_best_bid_is_below_the_best_ask() => Assert.All(Day, record =>
    {
        var (asks, bids) = (record.Won(4, 10), record.Won(14, 10));
        Assert.Equal(asks.Order(), asks);
        Assert.Equal(bids.OrderDescending(), bids);
        Assert.Equal(20, asks.Concat(bids).Distinct().Count());
        Assert.All(asks.Concat(bids), price => Assert.True(TickGrid.Stocks.Holds(price), $"{price}"));
        Assert.True(bids[0] < asks[0]);
        Assert.Equal((asks[0], bids[0]), (record.Detail!.Ask.Hundredths / 100, record.Detail.Bid.Hundredths / 100));
    });

    [Fact]
    public void Totals_are_the_sums_of_the_levels() => Assert.All(Day, record =>
    {
        Assert.Equal((record.Won(24, 10).Sum(), record.Won(34, 10).Sum()), (record.Detail!.TotalAskQuantity, record.Detail.TotalBidQuantity));
        Assert.True(record.Won(24, 20).All(quantity => quantity > 0));
    });

    [Fact]
    public void In_a_call_the_expected_price_is_a_best_quote_and_agrees_with_change_sign_and_rate() =>
        Assert.All(Day.Where(r => r.Forecast.Phase.Raw is "A" or "B"), record =>
        {
            var (price, close) = (record.Forecast.Price.Hundredths / 100, -Day.First(r => r.Forecast.Phase.Raw == "0").Forecast.Change.Hundredths / 100);
            Assert.Contains(record.Forecast.Price, new[] { record.Detail!.Ask, record.Detail.Bid });
            Assert.Equal(100 * (price - close), record.Forecast.Change.Hundredths);
            Assert.Equal(Math.Round(100m * (price - close) / close, 2, MidpointRounding.AwayFromZero), record.Forecast.Rate.ToDecimal());
            Assert.Equal((Math.Sign(price - close), RecordQuality.None), (record.Forecast.Sign.Factor, record.Forecast.Quality));
            Assert.True(record.Detail.Quantity > 0);
            Assert.Equal(record.Detail.Volume + record.Detail.Quantity, record.Detail.ExpectedVolume);
        });

    [Fact]
    public void A_call_converges_on_the_price_of_its_cross_and_what_would_trade_grows_to_what_trades()
    {
        var opening = Day.Where(r => r.Forecast.Phase.Raw == "B").ToArray();
        var cross = MarketDay.Of("H0STCNT0", "005930")[0];

        Assert.True(Distance(opening[..300]) > 3 * Distance(opening[^100..]));
        Assert.InRange(Distance(opening[^5..]), 0, 300);
        Assert.Equal(opening.Select(r => r.Detail!.Quantity).Order(), opening.Select(r => r.Detail!.Quantity));
        Assert.InRange(opening[^1].Detail!.Quantity!.Value / (double)cross.Detail!.Quantity!.Value, 0.98, 1);

        double Distance(DayRecord[] some) => some.Average(r => Math.Abs(r.Forecast.Price.Hundredths - cross.Forecast.Price.Hundredths) / 100.0);
    }

    [Fact]
    public void The_volume_of_a_book_is_that_of_the_trades_before_it()
    {
        var trades = MarketDay.Of("H0STCNT0", "005930");
        Assert.All(Day, r => Assert.Equal(trades.LastOrDefault(t => t.At <= r.At)?.Detail!.Volume ?? 0, r.Detail!.Volume));
    }
}

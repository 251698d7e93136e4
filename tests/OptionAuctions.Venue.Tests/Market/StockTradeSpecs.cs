using System.Globalization;

namespace OptionAuctions.Venue.Tests.Market;

public sealed class StockTradeSpecs
{
    private static readonly List<DayRecord> Day = MarketDay.Of("H0STCNT0", "005930");

    [Fact]
    public void One_trade_is_printed_at_each_cross_and_some_in_every_minute_between_the_calls()
    {
        Assert.Equal((new TimeOnly(9, 0), new TimeOnly(15, 30)), (Day[0].Time, Day[^1].Time));
        Assert.Equal(["3", "3"], Day.Where(r => r.Time.Second == 0 && r.Columns[21] == "3").Select(r => r.Columns[21]));
        Assert.All(Enumerable.Range(0, 380), minute =>
            Assert.InRange(Day.Count(r => r.Time >= new TimeOnly(9, 0).AddMinutes(minute) && r.Time < new TimeOnly(9, 0).AddMinutes(minute + 1)), 1, 13));
        Assert.DoesNotContain(Day, r => r.Time > new TimeOnly(15, 20) && r.Time < new TimeOnly(15, 30));
    }

    [Fact]
    public void A_trade_in_session_is_made_at_a_best_quote()
    {
        Assert.All(Day.Where(r => r.Columns[21] == "1"), r => Assert.Equal(r.Detail!.Ask, r.Forecast.Price)); // a buyer made it
        Assert.All(Day.Where(r => r.Columns[21] == "5"), r => Assert.Equal(r.Detail!.Bid, r.Forecast.Price));
        Assert.All(Day, r => Assert.True(r.Detail!.Bid.Hundredths < r.Detail.Ask.Hundredths));
    }

    [Fact]
    public void The_sums_of_a_day_are_those_of_its_trades()
    {
        var (volume, turnover, high, low) = (0L, 0L, 0, int.MaxValue);
        foreach (var record in Day)
        {
            var price = record.Won(3, 1)[0];
            volume += record.Detail!.Quantity!.Value;
            turnover += price * record.Detail.Quantity.Value;
            (high, low) = (Math.Max(high, price), Math.Min(low, price));

            Assert.Equal((volume, $"{turnover}"), (record.Detail.Volume, record.Columns[14]));
            Assert.Equal((Day[0].Won(3, 1)[0], high, low), (record.Won(8, 1)[0], record.Won(9, 1)[0], record.Won(10, 1)[0]));
            Assert.Equal(((double)turnover / volume).ToString("0.00", CultureInfo.InvariantCulture), record.Columns[6]);
            Assert.Equal(record.Won(17, 1)[0] - record.Won(16, 1)[0], record.Won(18, 1)[0]);
            Assert.Equal(price - record.Won(8, 1)[0], record.Won(27, 1)[0]);
        }
    }
}

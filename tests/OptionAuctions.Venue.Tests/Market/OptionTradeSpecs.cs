using System.Globalization;

namespace OptionAuctions.Venue.Tests.Market;

public sealed class OptionTradeSpecs
{
    private static readonly List<DayRecord> Day = MarketDay.Of("H0ZOCNT0", "C11612083");

    [Fact]
    public void Volume_open_high_and_low_are_those_of_the_day_so_far()
    {
        var (opening, closing) = (Day[0], Day[1]);

        Assert.Equal(2, Day.Count);
        Assert.Equal(opening.Detail!.Quantity, opening.Detail.Volume);
        Assert.Equal(opening.Detail.Quantity + closing.Detail!.Quantity, closing.Detail.Volume);
        Assert.Equal(opening.Columns[2], closing.Columns[6]);
        Assert.Equal([Math.Max(opening.Won(3, 1)[0], closing.Won(3, 1)[0]), Math.Min(opening.Won(3, 1)[0], closing.Won(3, 1)[0])], closing.Won(8, 2));
        Assert.Equal("090000", closing.Columns[15]);
    }

    [Fact]
    public void The_best_quotes_stand_around_the_price_and_open_interest_is_that_of_the_day() => Assert.All(Day, record =>
    {
        var price = record.Forecast.Price.Hundredths;
        Assert.True(record.Detail!.Bid.Hundredths <= price && price <= record.Detail.Ask.Hundredths);
        Assert.True(record.Detail.AskQuantity <= record.Detail.TotalAskQuantity && record.Detail.BidQuantity <= record.Detail.TotalBidQuantity);
        Assert.True(record.Detail.OpenInterest > 0);
        Assert.Equal(Day[0].Detail!.OpenInterest, record.Detail.OpenInterest);
        Assert.InRange(record.Detail.Volatility!.Value, 0.15, 0.9);
    });

    [Fact]
    public void Theoretical_price_intrinsic_value_time_value_and_basis_add_up() => Assert.All(Day, record =>
    {
        double Column(int column) => double.Parse(record.Columns[column - 1], CultureInfo.InvariantCulture);
        var spot = Column(3) - Column(41);
        Assert.Equal(Column(3), Column(27) + Column(28), 0.011);
        Assert.Equal(Math.Max(0, 160_000 - spot), Column(27), 0.011);
        Assert.Equal(Column(3) - Column(13), Column(35), 0.011);
        Assert.Equal(Column(13) - spot, Column(37), 0.021);
        Assert.InRange(Column(29), -1, 0); // a put
        Assert.True(Column(32) < 0);
    });
}

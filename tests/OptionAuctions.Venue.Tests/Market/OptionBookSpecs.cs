namespace OptionAuctions.Venue.Tests.Market;

public sealed class OptionBookSpecs
{
    [Theory]
    [InlineData("B11612083")]
    [InlineData("C11612088")]
    [InlineData("B11612088")] // far out of the money: worth a few ticks
    [InlineData("C39612083")]
    public void Levels_are_in_order_on_the_grid_behind_each_other_and_zero_where_there_are_none(string code) =>
        Assert.All(MarketDay.Of("H0ZOASP0", code), record =>
        {
            var (asks, bids) = (Levels(record, 3, 39), Levels(record, 8, 44));
            Assert.Equal(asks.Order(), asks);
            Assert.Equal(bids.OrderDescending(), bids);
            Assert.True(asks.Length == 0 || bids.Length == 0 || bids[0] < asks[0]);
            Assert.All(asks.Concat(bids), price => Assert.True(TickGrid.Options.Holds(price), $"{price}"));
            Assert.Equal((asks.FirstOrDefault(), bids.FirstOrDefault()), (record.Detail!.Ask.Hundredths / 100, record.Detail.Bid.Hundredths / 100));
            Assert.Equal(asks.Length + bids.Length, Both(record, 23, 59).Count(quantity => quantity > 0));
        });

    [Fact]
    public void Totals_are_the_sums_of_all_ten_levels() => Assert.All(MarketDay.Of("H0ZOASP0", "B11612083"), record =>
    {
        Assert.Equal(record.Won(23, 5).Sum() + record.Won(59, 5).Sum(), record.Detail!.TotalAskQuantity);
        Assert.Equal(record.Won(28, 5).Sum() + record.Won(64, 5).Sum(), record.Detail.TotalBidQuantity);
        Assert.Equal([record.Won(13, 5).Sum() + record.Won(49, 5).Sum(), record.Won(18, 5).Sum() + record.Won(54, 5).Sum()], record.Won(33, 2));
    });

    [Fact]
    public void In_a_call_the_expected_price_of_the_same_moment_is_a_best_quote()
    {
        var forecasts = MarketDay.Of("H0ZOANC0", "B11612083").Where(r => r.Forecast.Price.HasValue && r.Forecast.Phase.Raw is "311" or "121")
            .ToLookup(r => r.At, r => r.Forecast.Price);

        var books = MarketDay.Of("H0ZOASP0", "B11612083").Where(r => forecasts.Contains(r.At)).ToArray();

        Assert.True(books.Length > 1000);
        Assert.All(books, book => Assert.Contains(forecasts[book.At], price => price == book.Detail!.Ask || price == book.Detail.Bid));
    }

    private static int[] Levels(DayRecord record, int first, int sixth)
    {
        int[] prices = [.. record.Won(first, 5), .. record.Won(sixth, 5)];
        Assert.All(prices.SkipWhile(price => price > 0), price => Assert.Equal(0, price));
        return [.. prices.TakeWhile(price => price > 0)];
    }

    private static int[] Both(DayRecord record, int first, int sixth) => [.. record.Won(first, 10), .. record.Won(sixth, 10)];
}

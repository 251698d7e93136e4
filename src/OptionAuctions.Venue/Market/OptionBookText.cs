using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Market;

/// <summary>
/// Writes order books of options as <c>H0ZOASP0</c> has them: 68 columns, prices with two decimals. The levels six to ten stand behind the totals, and levels
/// without orders are zeros.
/// </summary>
internal static class OptionBookText
{
    private const int FirstLevels = 5;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(1);

    public static byte[] Of(MarketModel model, SeriesToday series, in BookMoment moment)
    {
        var book = BookModel.At(model.Seed, series, moment.At, moment.Expected);
        var before = BookModel.At(model.Seed, series, moment.At - Before, moment.Expected);
        var columns = new Columns(RecordLayout.H0ZOASP0.Width, "0").Texts(1, $"{series.Code}", RecordText.Time(moment.At));
        Levels(columns, book, 0, prices: 3, orders: 13, quantities: 23);
        Levels(columns, book, FirstLevels, prices: 39, orders: 49, quantities: 59);
        return columns
            .Numbers(33, book.AskOrders, book.BidOrders, book.TotalAsked, book.TotalBid)
            .Numbers(37, book.TotalAsked - before.TotalAsked, book.TotalBid - before.TotalBid)
            .ToBytes();
    }

    /// <summary>Writes five levels of both sides: asks, then bids, of each column.</summary>
    private static void Levels(Columns columns, OrderBook book, int first, int prices, int orders, int quantities)
    {
        BookLevel[] levels = [.. book.Asks.Skip(first).Take(FirstLevels), .. book.Bids.Skip(first).Take(FirstLevels)];
        columns
            .Decimals(prices, levels.Select(level => (double)level.Price))
            .Numbers(orders, levels.Select(level => (long)level.Orders))
            .Numbers(quantities, levels.Select(level => level.Quantity));
    }
}

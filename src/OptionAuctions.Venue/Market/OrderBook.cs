namespace OptionAuctions.Venue.Market;

/// <summary>An order book of ten levels a side, best first. Levels without orders come last.</summary>
internal sealed record OrderBook(IReadOnlyList<BookLevel> Asks, IReadOnlyList<BookLevel> Bids)
{
    /// <summary>Levels of a side.</summary>
    public const int Levels = 10;

    public long TotalAsked => Asks.Sum(level => level.Quantity);
    public long TotalBid => Bids.Sum(level => level.Quantity);
    public int AskOrders => Asks.Sum(level => level.Orders);
    public int BidOrders => Bids.Sum(level => level.Orders);
}

namespace OptionAuctions.Subscribers;

/// <summary>The price of an underlying by which a selection moves, and where it is from.</summary>
/// <param name="Won">Won, above 0.</param>
/// <param name="Source">Its source, as the end of a sentence.</param>
internal readonly record struct MoneyPrice(decimal Won, string Source)
{
    /// <summary>Chooses the best price that is known: the stock's forecast in a call, its best quotes in session, else what calls and puts imply.</summary>
    /// <param name="stock">The stock's auction; default when it is not followed.</param>
    /// <param name="series">The options.</param>
    /// <param name="options">Their auctions.</param>
    /// <returns><see langword="null"/> when nothing is known.</returns>
    public static MoneyPrice? Of(in AuctionState stock, IReadOnlyList<ListedSeries> series, IReadOnlyDictionary<Instrument, Won> options)
    {
        if (stock.IsCurrent) return new MoneyPrice(stock.Latest.Price.ToDecimal()!.Value, "the stock's expected price");
        if (stock is { Stale: StaleReason.None or StaleReason.CallEnded, GapSince: null } && stock.Detail?.Middle.ToDecimal() is { } middle)
            return new MoneyPrice(middle, "the middle of the stock's best quotes");
        return Parity(series, options) is { } parity ? new MoneyPrice(parity, "the price that calls and puts imply") : null;
    }

    /// <summary>
    /// The price that put-call parity gives, strike and call less put, at the strike where the two are nearest to each other: there the error of what is
    /// left out, interest and dividends of some weeks, matters as little as anywhere.
    /// </summary>
    private static decimal? Parity(IReadOnlyList<ListedSeries> series, IReadOnlyDictionary<Instrument, Won> options) =>
        StrikePair.PricedOf(series, options).MinBy(pair => pair.Apart) is { Parity: > 0 and var price } ? price : null;
}

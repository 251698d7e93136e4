namespace OptionAuctions.Subscribers;

/// <summary>
/// The standard deviation of the logarithm of the underlying's price at an expiry, that is volatility times the root of the time, as the call and the put at
/// the money imply it.
/// </summary>
internal static class ImpliedDeviation
{
    private static readonly double OfStraddle = Math.Sqrt(Math.PI / 2);

    /// <summary>
    /// Returns it by the price of the call and the put together at the strike where the two are nearest to each other, over that of the underlying: there
    /// it is 0.8 of the deviation, right to a part in a hundred below a deviation of a half (M. Brenner, M. Subrahmanyam, "A Simple Formula to Compute the
    /// Implied Standard Deviation", 1988).
    /// </summary>
    /// <param name="expiry">One series of the expiry.</param>
    /// <param name="price">The price of the underlying, won, above 0.</param>
    /// <param name="series">The options.</param>
    /// <param name="options">Their prices.</param>
    /// <returns><see langword="null"/> when no strike of the expiry has both prices.</returns>
    public static double? Of(ListedSeries expiry, decimal price, IEnumerable<ListedSeries> series, IReadOnlyDictionary<Instrument, Won> options)
    {
        var straddle = StrikePair.PricedOf(series.Where(one => (one.Expiry, one.Week) == (expiry.Expiry, expiry.Week)), options)
            .MinBy(pair => pair.Apart);
        return straddle is { Call: > 0, Put: > 0 } ? OfStraddle * (double)((straddle.Call + straddle.Put) / price) : null;
    }
}

namespace OptionAuctions.Subscribers;

/// <summary>The prices of the call and the put of one strike and expiry.</summary>
/// <param name="Strike">The strike, won.</param>
/// <param name="Call">Price of the call, won.</param>
/// <param name="Put">Price of the put, won.</param>
internal sealed record StrikePair(decimal Strike, decimal Call, decimal Put)
{
    /// <summary>The difference of the two prices, won, 0 or more: the nearer to the money, the less.</summary>
    public decimal Apart => Math.Abs(Call - Put);

    /// <summary>The price of the underlying by put-call parity, without interest and dividends, won.</summary>
    public decimal Parity => Strike + Call - Put;

    /// <summary>Returns the pairs of which both prices are known.</summary>
    /// <param name="series">The options.</param>
    /// <param name="prices">Their prices.</param>
    public static IEnumerable<StrikePair> PricedOf(IEnumerable<ListedSeries> series, IReadOnlyDictionary<Instrument, Won> prices)
    {
        foreach (var pair in series.GroupBy(one => (one.LastTradingDay, one.Strike)))
            if (PriceOf(pair, isCall: true) is { } call && PriceOf(pair, isCall: false) is { } put) yield return new StrikePair(pair.Key.Strike, call, put);

        decimal? PriceOf(IEnumerable<ListedSeries> pair, bool isCall) =>
            pair.FirstOrDefault(one => one.IsCall == isCall) is { } found && prices.TryGetValue(found.Code, out var won) ? won.ToDecimal() : null;
    }
}

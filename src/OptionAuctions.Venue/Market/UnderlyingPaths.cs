namespace OptionAuctions.Venue.Market;

/// <summary>The price paths of stocks. The master file has no prices: a stock's price is assumed near the strike that the file marks as at the money.</summary>
internal sealed class UnderlyingPaths(VenueOptions options)
{
    private readonly Dictionary<string, decimal> _atTheMoney = AtTheMoney(options.Listing);
    private readonly Dictionary<string, UnderlyingPath> _paths = [];
    private double? _gap;

    /// <summary>Opens every stock so many percent from its previous close; <see langword="null"/> for what the options say.</summary>
    public void Open(double? gap)
    {
        if (_gap == gap) return;
        _gap = gap;
        _paths.Clear();
    }

    /// <summary>Returns the path of a stock.</summary>
    /// <param name="symbol">Symbol of the stock.</param>
    /// <param name="price">What it costs about when no option on it is listed, won.</param>
    public UnderlyingPath Of(string symbol, decimal price)
    {
        if (_paths.TryGetValue(symbol, out var known)) return known;
        var dice = SeededRandom.For(options.Seed, "underlying", symbol);
        var close = (double)_atTheMoney.GetValueOrDefault(symbol, price) * (0.99 + (0.02 * dice.Unit()));
        var gap = _gap ?? (options.OvernightGaps.TryGetValue(symbol, out var own) ? own : options.OvernightGap);
        return _paths[symbol] = new UnderlyingPath(options.Seed, symbol, close, 0.25 + (0.35 * dice.Unit()), gap);
    }

    /// <summary>Returns the strike at the money of each stock; its middle strike when the listing marks none.</summary>
    private static Dictionary<string, decimal> AtTheMoney(IEnumerable<ListedSeries> listing) => listing.GroupBy(series => series.Underlying.Symbol)
        .ToDictionary(stock => stock.Key, stock => (stock.FirstOrDefault(series => series.Moneyness == Moneyness.At) ?? Middle(stock)).Strike);

    private static ListedSeries Middle(IEnumerable<ListedSeries> series)
    {
        var ordered = series.OrderBy(one => one.Strike).ToArray();
        return ordered[ordered.Length / 2];
    }
}

namespace OptionAuctions.Venue.Market;

/// <summary>The conditions of a day that options and scenarios set: the call auctions of each market, and how far stocks open from their previous close.</summary>
/// <param name="Derivatives">Call auctions of options and futures, in order of time.</param>
/// <param name="Stocks">Call auctions of stocks, in order of time.</param>
/// <param name="Gap">Opening price of every stock against its previous close, in percent; <see langword="null"/> for what the options say.</param>
internal sealed record MarketConditions(IReadOnlyList<CallWindow> Derivatives, IReadOnlyList<CallWindow> Stocks, double? Gap)
{
    public IReadOnlyList<CallWindow> CallsOf(MarketSegment segment) => segment == MarketSegment.Stocks ? Stocks : Derivatives;

    /// <summary>True for conditions under which every record is the same.</summary>
    public bool AreThoseOf(MarketConditions other) =>
        Derivatives.SequenceEqual(other.Derivatives) && Stocks.SequenceEqual(other.Stocks) && Gap == other.Gap;
}

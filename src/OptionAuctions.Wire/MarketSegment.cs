namespace OptionAuctions;

/// <summary>A market of the exchange, with hours and phase codes of its own.</summary>
public enum MarketSegment : byte
{
    /// <summary>Options and futures on single stocks.</summary>
    Derivatives,

    /// <summary>Stocks.</summary>
    Stocks,
}

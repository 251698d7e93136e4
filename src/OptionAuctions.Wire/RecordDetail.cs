namespace OptionAuctions;

/// <summary>
/// The quantities and quotes beside a price, of a TR that has them: what would trade at the expected price, the best quotes, and the totals of the order book.
/// A value that the TR does not have, or that the venue left empty, is <see langword="null"/> or none.
/// </summary>
public sealed record RecordDetail
{
    /// <summary>Contracts or shares that would trade at the expected price; of a trade, that were traded.</summary>
    public long? Quantity { get; init; }

    /// <summary>Contracts or shares of the day with those of the call that runs, as the venue expects them.</summary>
    public long? ExpectedVolume { get; init; }

    /// <summary>Contracts or shares traded so far on this day.</summary>
    public long? Volume { get; init; }

    /// <summary>Contracts that are open.</summary>
    public long? OpenInterest { get; init; }

    /// <summary>Implied volatility a year as the venue has worked it out, as a fraction with two decimals: 0.31 for 31 %.</summary>
    public double? Volatility { get; init; }

    /// <summary>Lowest price asked, won.</summary>
    public Won Ask { get; init; }

    /// <summary>Highest price bid, won.</summary>
    public Won Bid { get; init; }

    /// <summary>Contracts or shares asked at <see cref="Ask"/>.</summary>
    public long? AskQuantity { get; init; }

    /// <summary>Contracts or shares bid at <see cref="Bid"/>.</summary>
    public long? BidQuantity { get; init; }

    /// <summary>Contracts or shares asked at all prices.</summary>
    public long? TotalAskQuantity { get; init; }

    /// <summary>Contracts or shares bid at all prices.</summary>
    public long? TotalBidQuantity { get; init; }

    /// <summary>
    /// The imbalance of the book, from −1 (asks only) to 1 (bids only): bids less asks, over both; <see langword="null"/> without totals, and for an empty
    /// book.
    /// </summary>
    public double? Imbalance => TotalBidQuantity is { } bids && TotalAskQuantity is { } asks && (double)bids + asks is > 0 and var all
        ? (bids - (double)asks) / all
        : null;

    /// <summary>The middle of the best quotes, won; none when one of them is.</summary>
    public Won Middle => Ask.HasValue && Bid.HasValue ? Won.OfHundredths((int)(((long)Ask.Hundredths + Bid.Hundredths) / 2)) : Won.None;
}

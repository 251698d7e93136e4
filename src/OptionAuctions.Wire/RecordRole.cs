namespace OptionAuctions.Wire;

/// <summary>What a column of a TR means to a reader. A layout says which column has which role; a column without a role is skipped unread.</summary>
public enum RecordRole : byte
{
    /// <summary>The instrument's code.</summary>
    Code,

    /// <summary>The venue's time of the record.</summary>
    Time,

    /// <summary>The expected price, or the price of a trade.</summary>
    Price,

    /// <summary>The price's change against the previous close.</summary>
    Change,

    /// <summary>The sign of the change.</summary>
    Sign,

    /// <summary>The change in percent of the previous close.</summary>
    Rate,

    /// <summary>The phase of the call or of trading, a code of the venue.</summary>
    Phase,

    /// <summary>The price of the day's first trade.</summary>
    OpeningPrice,

    /// <summary>The quantity that would trade at the expected price, or that was traded.</summary>
    Quantity,

    /// <summary>The quantity that would trade in the call so far, as the venue counts it.</summary>
    ExpectedVolume,

    /// <summary>The quantity traded so far on this day.</summary>
    Volume,

    /// <summary>The contracts that are open.</summary>
    OpenInterest,

    /// <summary>The implied volatility that the venue has worked out, a fraction.</summary>
    Volatility,

    /// <summary>The lowest price asked.</summary>
    Ask,

    /// <summary>The highest price bid.</summary>
    Bid,

    /// <summary>The quantity asked at the lowest price.</summary>
    AskQuantity,

    /// <summary>The quantity bid at the highest price.</summary>
    BidQuantity,

    /// <summary>The quantity asked at all prices.</summary>
    TotalAskQuantity,

    /// <summary>The quantity bid at all prices.</summary>
    TotalBidQuantity,
}

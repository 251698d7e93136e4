namespace OptionAuctions.Market.Chains;

/// <summary>Why a price has no implied volatility. All are ordinary in a call auction.</summary>
public enum NoVolatility : byte
{
    /// <summary>It has one.</summary>
    None,

    /// <summary>There is no current price, or it is not above 0.</summary>
    NoPrice,

    /// <summary>There is no forward, or it is not above 0: no strike of the chain has both prices.</summary>
    NoForward,

    /// <summary>Strike, discount or time is not a number to work with.</summary>
    BadTerms,

    /// <summary>No time is left.</summary>
    Expired,

    /// <summary>
    /// The price is less than exercise is worth. Common deep in the money, where what the forward is off by outweighs the time value:
    /// look at the other side of the strike.
    /// </summary>
    BelowIntrinsic,

    /// <summary>The price is what no volatility reaches: the forward for a call, the strike for a put.</summary>
    AboveBound,

    /// <summary>The price is within half a hundredth of a won of what exercise is worth; the venue's digits hold no volatility.</summary>
    TooLittleTimeValue,

    /// <summary>Only a volatility beyond the range that is searched would do.</summary>
    NotFound,
}

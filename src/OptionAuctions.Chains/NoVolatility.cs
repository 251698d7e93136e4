namespace OptionAuctions.Chains;

/// <summary>The reason why a price has no implied volatility. All are ordinary in a call auction.</summary>
public enum NoVolatility : byte
{
    /// <summary>No reason: it has one.</summary>
    None,

    /// <summary>There is no current price, or it is not above 0.</summary>
    NoPrice,

    /// <summary>There is no forward, or it is not above 0: no strike of the chain has both prices.</summary>
    NoForward,

    /// <summary>Strike, discount factor or time is not a usable number.</summary>
    BadTerms,

    /// <summary>The option has expired.</summary>
    Expired,

    /// <summary>
    /// The price is below the intrinsic value. Common deep in the money, where the error of the forward outweighs the time value: use the other
    /// option of the strike.
    /// </summary>
    BelowIntrinsic,

    /// <summary>The price reaches the bound that no volatility gives: the forward for a call, the strike for a put.</summary>
    AboveBound,

    /// <summary>The price is within half a hundredth of a won of the intrinsic value; the venue's digits contain no volatility.</summary>
    TooLittleTimeValue,

    /// <summary>Only a volatility outside of the searched range would give the price.</summary>
    NotFound,
}

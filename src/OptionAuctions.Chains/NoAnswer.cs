namespace OptionAuctions.Chains;

/// <summary>The reason why an <see cref="Answer"/> has no value. All are ordinary.</summary>
public enum NoAnswer : byte
{
    /// <summary>No reason: it has one.</summary>
    None,

    /// <summary>Nobody has computed it: the answer is <c>default</c>.</summary>
    NotComputed,

    /// <summary>No price of the share was given, or its source has none.</summary>
    NoSpot,

    /// <summary>No price of the future was given, or its source has none.</summary>
    NoFuture,

    /// <summary>The price that was given is not a number above 0.</summary>
    NotPositive,

    /// <summary>The options imply no forward; <see cref="ParityForward.Reason"/> says why.</summary>
    NoForward,

    /// <summary>An option that is needed has no indicative price.</summary>
    NoOptionPrice,

    /// <summary>The price of the option has no volatility; <see cref="ImpliedVolatility.Reason"/> says why.</summary>
    NoVolatility,

    /// <summary>The result is not a finite number, because the inputs are extreme.</summary>
    OutOfRange,
}

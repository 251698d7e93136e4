using OptionAuctions.Wire;

namespace OptionAuctions.Market.Chains;

/// <summary>What prices of one expiry cannot do without giving money away.</summary>
public enum ViolationKind : byte
{
    /// <summary>A call costs more than the call of the next lower strike.</summary>
    CallNotFalling,

    /// <summary>A put costs less than the put of the next lower strike.</summary>
    PutNotRising,

    /// <summary>Calls of two strikes are further apart than the strikes, discounted.</summary>
    CallTooSteep,

    /// <summary>Puts of two strikes are further apart than the strikes, discounted.</summary>
    PutTooSteep,

    /// <summary>A call costs more than its neighbours, weighted by how near they are: a butterfly for less than nothing.</summary>
    CallNotConvex,

    /// <summary>A put costs more than its neighbours, weighted by how near they are.</summary>
    PutNotConvex,

    /// <summary>Call less put is not the forward less the strike, discounted.</summary>
    Parity,

    /// <summary>A call costs less than the forward less the strike, discounted.</summary>
    CallBelowIntrinsic,

    /// <summary>A put costs less than the strike less the forward, discounted.</summary>
    PutBelowIntrinsic,

    /// <summary>A call costs more than the forward, discounted.</summary>
    CallAboveBound,

    /// <summary>A put costs more than the strike, discounted.</summary>
    PutAboveBound,
}

/// <summary>One thing that the indicative prices of a chain disagree on. Nobody can trade on it: nothing is executed in a call.</summary>
/// <param name="Kind">What is violated.</param>
/// <param name="Low">Strike, won: the only one, or the lowest.</param>
/// <param name="Middle">The strike between two others, won; <see langword="null"/> except for convexity.</param>
/// <param name="High">Strike, won: the highest, or the same as <paramref name="Low"/> when one strike is enough.</param>
/// <param name="Amount">
/// How far beyond the bound, won per share, above 0. A tolerance decides whether it is told, and is not taken off.
/// </param>
public readonly record struct LadderViolation(ViolationKind Kind, int Low, int? Middle, int High, Won Amount);

namespace OptionAuctions.Chains;

/// <summary>The no-arbitrage condition that prices of one expiry violate.</summary>
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

    /// <summary>A call costs more than its neighbours, weighted by how near they are: a butterfly with a negative price.</summary>
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

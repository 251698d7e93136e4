namespace OptionAuctions.TestKit;

/// <summary>When a probe asks for more.</summary>
public enum Demand
{
    /// <summary>At once: it keeps what it heard until the test asks for it, as a subscriber does that is never behind.</summary>
    KeepsUp,

    /// <summary>When the test says so. The first delivery comes unasked; meanwhile newer states of a code take the place of older ones.</summary>
    ByHand,
}

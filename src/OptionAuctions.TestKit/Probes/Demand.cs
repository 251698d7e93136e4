namespace OptionAuctions.TestKit;

/// <summary>The moment at which a probe acknowledges a delivery and so requests the next one.</summary>
public enum Demand
{
    /// <summary>At once, as a subscriber does that is never behind. The probe keeps the changes until the test expects them.</summary>
    KeepsUp,

    /// <summary>
    /// When the test calls <see cref="AuctionProbe.GrantAsync"/>. The first delivery comes without it; meanwhile newer states of a code replace older
    /// ones.
    /// </summary>
    ByHand,
}

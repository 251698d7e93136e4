namespace OptionAuctions;

/// <summary>The state of the session: a trading phase and the call auction that it belongs to.</summary>
/// <param name="Phase">The trading phase.</param>
/// <param name="Call">The call auction; <see cref="CallKind.None"/> when closed or continuous.</param>
public readonly record struct SessionState(AuctionPhase Phase, CallKind Call)
{
    /// <summary>True while orders are collected for a cross.</summary>
    public bool InCall => Phase is AuctionPhase.CallOpen or AuctionPhase.Indicative or AuctionPhase.NoCancel;
}

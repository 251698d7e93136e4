namespace OptionAuctions;

/// <summary>The kind of a change that a subscriber receives.</summary>
public enum ChangeKind
{
    /// <summary>The first change of a code in a subscription: the auction as it is.</summary>
    Snapshot,

    /// <summary>Records came; the auction has a new revision.</summary>
    Indication,

    /// <summary>Records may be missing: see <see cref="AuctionState.LastGap"/>.</summary>
    Gap,

    /// <summary>The indication can no longer be trusted as current: see <see cref="AuctionState.Stale"/>.</summary>
    Stale,

    /// <summary>Phase or call changed, by the venue's codes or by the clock: see <see cref="AuctionState.Session"/>.</summary>
    Phase,

    /// <summary>
    /// The venue's codes and the session clock contradict each other: see <see cref="AuctionState.Session"/>. The received codes are preferred.
    /// </summary>
    Disagreement,

    /// <summary>The price at which the call crossed is known: see <see cref="AuctionState.FinalPrice"/> and <see cref="AuctionState.Slippage"/>.</summary>
    Final,

    /// <summary>The status of the registration at the venue changed: see <see cref="AuctionState.Registration"/>.</summary>
    Registration,

    /// <summary>The order book changed without a new indication: see <see cref="AuctionState.Detail"/>.</summary>
    Book,
}

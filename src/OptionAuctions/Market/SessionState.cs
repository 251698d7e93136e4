namespace OptionAuctions.Market;

/// <summary>Where the trading of one option stands.</summary>
public enum AuctionPhase : byte
{
    /// <summary>Nothing trades and no call runs; also what is said before anything is known.</summary>
    Closed,

    /// <summary>Orders are collected; expected executions are not published yet.</summary>
    CallOpen,

    /// <summary>Orders are collected and expected executions are published.</summary>
    Indicative,

    /// <summary>The last minute of a call: orders can be entered, and neither amended nor withdrawn.</summary>
    NoCancel,

    /// <summary>The call is over and its book has crossed.</summary>
    Crossed,

    /// <summary>Continuous trading.</summary>
    Continuous,

    /// <summary>The venue named a phase that the table does not explain. Its records are taken for those of a call.</summary>
    Unknown,
}

/// <summary>Which call auction of the day it is.</summary>
public enum CallKind : byte
{
    /// <summary>None.</summary>
    None,

    /// <summary>The opening call (시가 단일가).</summary>
    Opening,

    /// <summary>A call during the day, as after a halt.</summary>
    Intraday,

    /// <summary>The closing call (종가 단일가).</summary>
    Closing,
}

/// <summary>A phase and the call that it belongs to.</summary>
/// <param name="Phase">Where trading stands.</param>
/// <param name="Call">The call; <see cref="CallKind.None"/> when closed or continuous.</param>
public readonly record struct SessionState(AuctionPhase Phase, CallKind Call)
{
    /// <summary>True while orders are collected for a cross.</summary>
    public bool InCall => Phase is AuctionPhase.CallOpen or AuctionPhase.Indicative or AuctionPhase.NoCancel;
}

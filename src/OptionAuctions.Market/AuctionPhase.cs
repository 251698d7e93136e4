namespace OptionAuctions;

/// <summary>The trading phase of one option.</summary>
public enum AuctionPhase : byte
{
    /// <summary>No trading and no call auction; also the value before anything is known.</summary>
    Closed,

    /// <summary>Orders are collected; expected executions are not published yet.</summary>
    CallOpen,

    /// <summary>Orders are collected and expected executions are published.</summary>
    Indicative,

    /// <summary>The last minute of a call auction: orders can be entered, but neither amended nor withdrawn.</summary>
    NoCancel,

    /// <summary>The call auction is over and its order book has crossed.</summary>
    Crossed,

    /// <summary>Continuous trading.</summary>
    Continuous,

    /// <summary>A phase code of the venue that the table does not explain. Its records are treated as those of a call auction.</summary>
    Unknown,
}

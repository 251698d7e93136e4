namespace OptionAuctions;

/// <summary>The reason for which an indication is not the current one.</summary>
public enum StaleReason : byte
{
    /// <summary>It is current as far as is known.</summary>
    None,

    /// <summary>The connection was lost after it.</summary>
    ConnectionLost,

    /// <summary>Messages after it were dropped because the stream was behind.</summary>
    Shed,

    /// <summary>Records after it were replaced by newer ones because the code's own actor was behind.</summary>
    Lagging,

    /// <summary>Its call is over, or was when it was received: the venue may send the last record again when a code is registered.</summary>
    CallEnded,

    /// <summary>
    /// No record of the code has come for longer than <see cref="AuctionOptions.SilentAfter"/> although its call runs. The connection may be alive all the
    /// same, and deliver nothing more of this code; or nothing has changed.
    /// </summary>
    Silent,
}

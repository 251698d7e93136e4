namespace OptionAuctions.WebSockets;

/// <summary>The protocol violation by which a WebSocket frame of the venue ends the connection. Each is answered with close(1002).</summary>
internal enum WebSocketProtocolError : byte
{
    /// <summary>No violation.</summary>
    None,

    /// <summary>A reserved bit, which only an extension gives a meaning; none was requested.</summary>
    ReservedBits,

    /// <summary>An opcode that RFC 6455 does not define.</summary>
    UnknownKind,

    /// <summary>A masked frame; a server must not mask.</summary>
    Masked,

    /// <summary>A control frame that is marked as a fragment.</summary>
    FragmentedControl,

    /// <summary>A control frame of more than 125 bytes.</summary>
    LongControl,

    /// <summary>A length of 2^63 or more.</summary>
    LengthBeyondBounds,

    /// <summary>A continuation while no message is in progress.</summary>
    UnexpectedContinuation,

    /// <summary>A message that begins inside another one.</summary>
    MessageInMessage,

    /// <summary>A close frame with one byte of payload; it has none, or two and a reason.</summary>
    TruncatedCloseCode,

    /// <summary>A close code that must not be sent.</summary>
    CloseCode,
}

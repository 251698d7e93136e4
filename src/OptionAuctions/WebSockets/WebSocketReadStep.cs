namespace OptionAuctions.WebSockets;

/// <summary>The next step of the connection after some bytes were parsed.</summary>
internal enum WebSocketReadStep
{
    /// <summary>Nothing; more bytes are needed.</summary>
    NeedMore,

    /// <summary><see cref="WebSocketFrameReader.Control"/> is to be sent back as a pong.</summary>
    Ping,

    /// <summary>The venue closes; <see cref="WebSocketFrameReader.Control"/> is to be sent back as a close.</summary>
    Close,

    /// <summary>The connection is to be failed for <see cref="WebSocketFrameReader.Refusal"/>.</summary>
    Refused,
}

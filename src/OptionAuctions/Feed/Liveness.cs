namespace OptionAuctions.Feed;

/// <summary>The liveness of a connection, by the time since its last WebSocket frame.</summary>
internal enum Liveness
{
    /// <summary>A frame came recently.</summary>
    Fine,

    /// <summary>A keep-alive should have come by now.</summary>
    Suspicious,

    /// <summary>The connection is given up, whatever the state of TCP is.</summary>
    Dead,
}

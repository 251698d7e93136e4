namespace OptionAuctions.Venue;

/// <summary>The way in which a session ended.</summary>
public enum SessionEnd
{
    /// <summary>It has not ended.</summary>
    StillOpen,

    /// <summary>The client sent a WebSocket close frame.</summary>
    ClosedByClient,

    /// <summary>The venue sent a WebSocket close frame first.</summary>
    ClosedByVenue,

    /// <summary>The client's connection ended without a close frame: the client was killed, reset it, or closed only the TCP connection.</summary>
    LostByClient,

    /// <summary>The venue cut the connection without a close frame.</summary>
    CutByVenue,

    /// <summary>Cut since PINGPONG stayed unanswered.</summary>
    CutAsUnanswering,

    /// <summary>Cut since the client read more slowly than the venue sent.</summary>
    CutAsTooSlow,

    /// <summary>Cut since the client violated RFC 6455.</summary>
    CutAsMalformed,

    /// <summary>Cut behind the answer that its approval key is unknown, or that another session holds the app key.</summary>
    CutAsRefused,
}

namespace OptionAuctions.Feed;

/// <summary>
/// The idle timeouts of a connection. Any WebSocket frame counts as activity, since the venue sends keep-alives on a quiet connection; records do not
/// have to come for that.
/// </summary>
/// <param name="Warn">Time without a frame after which a warning is logged.</param>
/// <param name="Reconnect">Time without a frame after which the connection is given up.</param>
internal sealed record IdleTimeouts(TimeSpan Warn, TimeSpan Reconnect)
{
    /// <summary>Returns the liveness of a connection by the time since its last frame began.</summary>
    public Liveness Of(TimeSpan quietFor) =>
        quietFor >= Reconnect ? Liveness.Dead : quietFor >= Warn ? Liveness.Suspicious : Liveness.Fine;
}

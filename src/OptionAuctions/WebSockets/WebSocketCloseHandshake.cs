using System.Net.WebSockets;

namespace OptionAuctions.WebSockets;

/// <summary>The state of a connection's close handshake: whether our close was sent, the venue's received, and the connection aborted.</summary>
/// <remarks>The reader, the senders and whoever aborts take these steps at any time, so each is taken under a lock. It reads and writes no bytes.</remarks>
internal sealed class WebSocketCloseHandshake
{
    private readonly Lock _gate = new();
    private bool _sent, _aborted;

    /// <summary>The code in the venue's close; <see langword="null"/> until it is received.</summary>
    public WebSocketCloseStatus? Status { get; private set; }

    /// <summary>The reason in the venue's close; <see langword="null"/> until it is received.</summary>
    public string? Reason { get; private set; }

    /// <summary>The state of the WebSocket. A connection that both sides have closed stays closed, also when it is aborted afterwards.</summary>
    public WebSocketState State
    {
        get
        {
            lock (_gate)
            {
                return (_aborted, _sent, Status is not null) switch
                {
                    (_, true, true) => WebSocketState.Closed,
                    (true, _, _) => WebSocketState.Aborted,
                    (_, true, _) => WebSocketState.CloseSent,
                    (_, _, true) => WebSocketState.CloseReceived,
                    _ => WebSocketState.Open,
                };
            }
        }
    }

    /// <summary>True while pings and pongs may be sent: neither side has closed.</summary>
    public bool MayPing => State == WebSocketState.Open;

    /// <summary>True while messages may be sent: the venue may have closed, we have not.</summary>
    public bool MaySend => State is WebSocketState.Open or WebSocketState.CloseReceived;

    /// <summary>Marks our close as sent.</summary>
    /// <returns>False when it was sent before: a close is sent once.</returns>
    /// <exception cref="WebSocketException">The connection was aborted before.</exception>
    public bool Send()
    {
        lock (_gate)
        {
            if (_sent) return false;
            if (_aborted) throw new WebSocketException(WebSocketError.InvalidState, "the socket is gone");
            return _sent = true;
        }
    }

    /// <summary>Marks the venue's close as received.</summary>
    public void Receive(WebSocketCloseStatus status, string reason)
    {
        lock (_gate) (Status, Reason) = (status, reason);
    }

    /// <summary>Marks the connection as aborted.</summary>
    /// <returns>False when it was aborted before.</returns>
    public bool Abort()
    {
        lock (_gate)
        {
            if (_aborted) return false;
            return _aborted = true;
        }
    }
}

using System.Net.WebSockets;

namespace OptionAuctions.Connection;

/// <summary>How far the end of a connection has come: whether our close went out, whether the venue's came, whether we let go of it.</summary>
/// <remarks>The reader, those who send and whoever lets go take these steps at any time, so each is taken under a lock. Moves no bytes.</remarks>
internal sealed class CloseHandshake
{
    private readonly Lock _gate = new();
    private bool _sent, _aborted;

    /// <summary>Code in the venue's close; <see langword="null"/> until it came.</summary>
    public WebSocketCloseStatus? Status { get; private set; }

    /// <summary>Reason in the venue's close; <see langword="null"/> until it came.</summary>
    public string? Reason { get; private set; }

    /// <summary>Where it stands. What both sides have closed stays closed, also when it is let go after that.</summary>
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

    /// <summary>True while pings and pongs may go out: neither side has closed.</summary>
    public bool MayPing => State == WebSocketState.Open;

    /// <summary>True while messages may go out: the venue may have closed, we have not.</summary>
    public bool MaySpeak => State is WebSocketState.Open or WebSocketState.CloseReceived;

    /// <summary>Our close goes out.</summary>
    /// <returns>False when it has gone out before: it is said once.</returns>
    /// <exception cref="WebSocketException">The connection was let go before.</exception>
    public bool Send()
    {
        lock (_gate)
        {
            if (_sent) return false;
            if (_aborted) throw new WebSocketException(WebSocketError.InvalidState, "the socket is gone");
            return _sent = true;
        }
    }

    /// <summary>The venue's close has come.</summary>
    public void Receive(WebSocketCloseStatus status, string reason)
    {
        lock (_gate) (Status, Reason) = (status, reason);
    }

    /// <summary>The connection is let go.</summary>
    /// <returns>False when it was before.</returns>
    public bool Abort()
    {
        lock (_gate)
        {
            if (_aborted) return false;
            return _aborted = true;
        }
    }
}

namespace OptionAuctions.WebSockets;

/// <summary>The ping that is answered next: while one pong is being sent, only the newest ping after it gets one.</summary>
/// <remarks>RFC 6455 §5.5.3 allows it. So a venue that pings faster than its connection accepts pongs fills no queue.</remarks>
internal sealed class WebSocketPendingPong
{
    private readonly Lock _gate = new();
    private byte[]? _payload;
    private bool _sending;

    /// <summary>Sets the newest ping.</summary>
    /// <returns>True when no pong is being sent: the caller sends pongs until <see cref="Next"/> returns none.</returns>
    public bool Offer(byte[] payload)
    {
        lock (_gate)
        {
            _payload = payload;
            if (_sending) return false;
            return _sending = true;
        }
    }

    /// <summary>Takes the payload of the next pong; <see langword="null"/> when there is none, and its sender is done.</summary>
    public byte[]? Next()
    {
        lock (_gate)
        {
            var next = _payload;
            (_payload, _sending) = (null, next is not null);
            return next;
        }
    }
}

namespace OptionAuctions.Connection;

/// <summary>Which ping is answered next: while one answer is under way, only the newest ping after it gets one.</summary>
/// <remarks>RFC 6455 §5.5.3 allows it; a venue that pings faster than its line takes answers fills nothing up.</remarks>
internal sealed class NewestPong
{
    private readonly Lock _gate = new();
    private byte[]? _payload;
    private bool _underWay;

    /// <summary>A ping has come.</summary>
    /// <returns>True when nobody is answering: the caller begins to, and goes on until <see cref="Next"/> has nothing.</returns>
    public bool Offer(byte[] payload)
    {
        lock (_gate)
        {
            _payload = payload;
            if (_underWay) return false;
            return _underWay = true;
        }
    }

    /// <summary>What to answer now; <see langword="null"/> when nothing is left, and whoever was answering is done.</summary>
    public byte[]? Next()
    {
        lock (_gate)
        {
            var next = _payload;
            (_payload, _underWay) = (null, next is not null);
            return next;
        }
    }
}

namespace OptionAuctions.TestKit;

/// <summary>
/// A network fault that a <see cref="FaultProxy"/> applies to the bytes of one direction. The names are those that fault proxies commonly use.
/// </summary>
public abstract record Fault
{
    private protected Fault()
    {
    }

    /// <summary>The common name, for example <c>limit_data</c>.</summary>
    public abstract string Name { get; }

    /// <summary>A delay of each chunk of bytes. The order is kept.</summary>
    /// <param name="Delay">Delay of each chunk, 0 or more.</param>
    /// <param name="Jitter">Upper bound of a further delay, 0 or more; the delay is drawn from the proxy's seed.</param>
    public sealed record Latency(TimeSpan Delay, TimeSpan Jitter = default) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "latency";
    }

    /// <summary>A limit on the bytes that pass in a second.</summary>
    /// <param name="BytesPerSecond">The limit, 1 or more.</param>
    public sealed record Bandwidth(int BytesPerSecond) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "bandwidth";
    }

    /// <summary>A division of the bytes into small pieces, each of which is written on its own.</summary>
    /// <param name="Least">Minimum size of a piece in bytes, 1 or more.</param>
    /// <param name="Most">Maximum size of a piece in bytes, <paramref name="Least"/> or more; the size is drawn from the proxy's seed.</param>
    /// <param name="Pause">Time between two pieces, 0 or more.</param>
    public sealed record Slicer(int Least, int Most, TimeSpan Pause = default) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "slicer";
    }

    /// <summary>
    /// A limit on the bytes of a connection in one direction, after which the connection is closed: in good order for TCP, in the middle of a
    /// message for the protocols above TCP.
    /// </summary>
    /// <param name="Bytes">Bytes that pass before the close, counted from the beginning of the connection, 0 or more.</param>
    public sealed record LimitData(long Bytes) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "limit_data";
    }

    /// <summary>A reset (RST) of the connection in place of passing the next bytes.</summary>
    /// <param name="After">Time from the arrival of those bytes to the reset, 0 or more.</param>
    public sealed record ResetPeer(TimeSpan After = default) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "reset_peer";
    }

    /// <summary>A black hole: bytes are read and discarded, and nothing is closed.</summary>
    /// <param name="CloseAfter">Time after which the connection is closed after all; <see langword="null"/> for never.</param>
    public sealed record Timeout(TimeSpan? CloseAfter = null) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "timeout";
    }

    /// <summary>A delay of the end of the stream: it is passed on later.</summary>
    /// <param name="Delay">The delay, 0 or more.</param>
    public sealed record SlowClose(TimeSpan Delay) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "slow_close";
    }
}

namespace OptionAuctions.TestKit.Faults;

/// <summary>Which way bytes flow through a <see cref="FaultProxy"/>.</summary>
public enum Direction
{
    /// <summary>From the server to the client: what a feed receives.</summary>
    Downstream,

    /// <summary>From the client to the server.</summary>
    Upstream,
}

/// <summary>One thing that networks do. The names are those that fault proxies commonly use.</summary>
public abstract record Fault
{
    private protected Fault()
    {
    }

    /// <summary>The common name, for example <c>limit_data</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Each chunk comes later. Order is kept.</summary>
    /// <param name="Delay">How much later, 0 or more.</param>
    /// <param name="Jitter">Up to this much later still, drawn from the proxy's seed.</param>
    public sealed record Latency(TimeSpan Delay, TimeSpan Jitter = default) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "latency";
    }

    /// <summary>No more than so many bytes a second pass.</summary>
    /// <param name="BytesPerSecond">1 or more.</param>
    public sealed record Bandwidth(int BytesPerSecond) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "bandwidth";
    }

    /// <summary>Bytes come in small pieces, each a write of its own.</summary>
    /// <param name="Least">Bytes of a piece at least, 1 or more.</param>
    /// <param name="Most">Bytes of a piece at most; drawn from the proxy's seed.</param>
    /// <param name="Pause">Time between two pieces.</param>
    public sealed record Slicer(int Least, int Most, TimeSpan Pause = default) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "slicer";
    }

    /// <summary>After so many bytes of a connection it is closed, in good order for TCP and in mid-message for everybody else.</summary>
    /// <param name="Bytes">Bytes that still pass, 0 or more.</param>
    public sealed record LimitData(long Bytes) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "limit_data";
    }

    /// <summary>The connection is reset (RST) instead of passing the next bytes.</summary>
    /// <param name="After">How long after them.</param>
    public sealed record ResetPeer(TimeSpan After = default) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "reset_peer";
    }

    /// <summary>A black hole: bytes are taken and go nowhere, and nothing is closed.</summary>
    /// <param name="CloseAfter">When the connection is closed after all; <see langword="null"/> for never.</param>
    public sealed record Timeout(TimeSpan? CloseAfter = null) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "timeout";
    }

    /// <summary>The end of the stream is passed on later.</summary>
    /// <param name="Delay">How much later.</param>
    public sealed record SlowClose(TimeSpan Delay) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "slow_close";
    }
}

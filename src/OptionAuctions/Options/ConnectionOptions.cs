namespace OptionAuctions;

/// <summary>The options of the connection to the venue: capacity, time limits, bounds of the queues. Section <c>OptionAuctions:Connection</c>.</summary>
public sealed class ConnectionOptions
{
    /// <summary>Registrations that a session accepts, 1 to 1,000. The venue says 41; the feed learns a smaller number from its refusals.</summary>
    public int Capacity { get; set; } = 41;

    /// <summary>
    /// With several app keys, slots that each session reserves for codes that lose theirs in another session, 0 to 40; at least one slot stays
    /// for the other codes.
    /// </summary>
    public int ReserveSlots { get; set; } = 1;

    /// <summary>Time limit for the socket to open, 100 ms to 2 min.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time limit for the venue to answer a registration, 10 ms to 2 min; then it is sent again, which is harmless.</summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Least time between two registrations, 100 ms to 10 s; a shorter one, to 0, is allowed for loopback only. The venue publishes no limit; its samples
    /// use 50 to 500 ms.
    /// </summary>
    public TimeSpan RequestPace { get; set; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Time limit for sending a request, 100 ms to 1 min; a connection that takes longer is closed.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Time limit for the WebSocket close frame to be sent and answered, 100 ms to 10 s. The close frame is what frees the slot at the venue.
    /// </summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// Longest time, a part of <see cref="CloseTimeout"/> and at most half of it, for which codes are released one by one before a connection is closed for
    /// good, 0 to 2 s; 0 leaves all to the close, as is left what has not been released by then.
    /// </summary>
    public TimeSpan ReleaseTime { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Time without any WebSocket frame that is logged as a warning, 1 s to 10 min; the venue sends a keep-alive every 20 s or so.</summary>
    public TimeSpan IdleWarning { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Time without any WebSocket frame after which the connection is replaced, more than <see cref="IdleWarning"/>, at most 1 h.</summary>
    public TimeSpan IdleReconnect { get; set; } = TimeSpan.FromSeconds(110);

    /// <summary>Interval of the feed's own WebSocket pings, 0 to 10 min; 0 is off. The venue disconnected clients that had it on.</summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.Zero;

    /// <summary>Longest message in bytes, 1,024 to 16 MiB. A longer one is refused, and its bytes are read without being kept.</summary>
    public int MaxMessageBytes { get; set; } = 64 * 1024;

    /// <summary>Maximum number of messages whose records are passed to the stream together, 1 to 4,096; fewer when they hold thousands of records.</summary>
    public int MessagesPerBatch { get; set; } = 4_096;

    /// <summary>Batches that may wait for the stream, 1 to 65,536; beyond it the oldest is dropped and counted.</summary>
    public int BatchesQueued { get; set; } = 1024;

    /// <summary>
    /// Longest time for which the reader of a socket leaves bytes in the kernel's buffer while the stream is a few batches behind, 0 to 1 s; then it
    /// continues to read until the stream progresses, however many bytes wait, since a keep-alive may be among them.
    /// </summary>
    public TimeSpan ReaderWait { get; set; } = TimeSpan.FromMilliseconds(20);
}

namespace OptionAuctions;

/// <summary>The options of connecting: approval keys, the dial budget, the waits between two connections. Section <c>OptionAuctions:Dialing</c>.</summary>
public sealed class DialingOptions
{
    /// <summary>
    /// Proxy to connect through, <c>http</c> or <c>socks5</c>, without user and password; <see langword="null"/> for none. The proxy of the environment is
    /// not used, and an address on this machine is always connected to directly.
    /// </summary>
    public Uri? Proxy { get; set; }

    /// <summary>Time limit for the approval key to be issued, 100 ms to 2 min.</summary>
    public TimeSpan ApprovalTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Least time between two requests for an approval key, 60 s to 1 h, over restarts too. Does not apply to loopback, for which 0 is allowed as well.
    /// </summary>
    public TimeSpan ApprovalInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>First wait after a lost connection, 10 ms to 10 min; doubles with each connection that was not stable, with up to 20 % of jitter.</summary>
    public TimeSpan ReconnectMin { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest such wait, at least <see cref="ReconnectMin"/>, at most 1 h.</summary>
    public TimeSpan ReconnectMax { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Time after which a connection that the venue has answered counts as stable, 1 s to 1 h.</summary>
    public TimeSpan StableAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Wait when another session holds the app key, 90 s to 1 h; a shorter one is allowed for loopback only.</summary>
    public TimeSpan SlotHeldWait { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Tries in a row at a slot that another session holds, 1 to 100; then the session is parked until the feed is started again.</summary>
    public int SlotHeldTries { get; set; } = 6;

    /// <summary>
    /// Maximum number of connections dialed in any ten minutes, 1 to 60. The venue blocks addresses and keys that connect too often. Does not
    /// apply to loopback.
    /// </summary>
    public int DialsPerTenMinutes { get; set; } = 4;

    /// <summary>Maximum number of connections dialed in any 24 hours, 1 to 1,000. Does not apply to loopback.</summary>
    public int DialsPerDay { get; set; } = 20;

    /// <summary>
    /// Dials of each limit that are kept for the next opening while no trading session is open, 0 to 500; of a limit at most half is kept. Does not
    /// apply to loopback.
    /// </summary>
    public int DialsReserved { get; set; } = 8;
}

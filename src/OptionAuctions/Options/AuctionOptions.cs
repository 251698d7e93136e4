namespace OptionAuctions;

/// <summary>The options of the codes' auctions and of the host's own actors for them. Section <c>OptionAuctions:Auctions</c>.</summary>
public sealed class AuctionOptions
{
    /// <summary>Maximum number of codes followed, 1 to 100,000; each is an actor of about 2.5 KB.</summary>
    public int MaxCodes { get; set; } = 20_000;

    /// <summary>Records that may wait for the actor of one code, 1 to 65,536; beyond it newer records replace older ones, which is counted.</summary>
    public int RecordsQueued { get; set; } = 8192;

    /// <summary>Number of last revisions of a call that are kept for each code, 0 to 10,000; eight bytes each.</summary>
    public int RevisionsKept { get; set; } = 32;

    /// <summary>
    /// Time without a subscription and without an actor of the host's after which a code that a subscription registered is released, 0 to 24 h;
    /// 0: never. The codes of the options stay, and a subscription to all codes counts for each of them.
    /// </summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// Allowed difference between the venue's clock and ours, beyond which a record counts as odd and phase codes and session clock count as
    /// contradicting each other; 1 s to 1 h. A record has no date: none counts as further ahead than that.
    /// </summary>
    public TimeSpan ClockTolerance { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Time for which a call continues after its end by the calendar while the venue does not say that it is over, 0 to 30 min; also the time
    /// after the cross within which a trade counts as the trade of the cross. The venue may extend a call at random.
    /// </summary>
    public TimeSpan CallGrace { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Time without a record after which a call during the day, whose end no calendar knows, counts as over, 1 min to 12 h.</summary>
    public TimeSpan IntradayCallTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Time without a record of a code, while its call runs, after which its indication is stale with the reason <see cref="StaleReason.Silent"/>, 0 to
    /// 1 h; 0: never. Checked once a minute. The venue may also be silent because nothing changes: then it costs the word "current", and no record.
    /// </summary>
    public TimeSpan SilentAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Windows over which mean and dispersion of an indicative price are weighted, 100 ms to 1 h each, three at most; convergence is computed over
    /// the shortest. Empty: 10 s and 60 s.
    /// </summary>
    public List<TimeSpan> PathWindows { get; set; } = [];

    /// <summary>
    /// Source of the price at which a call crossed; any but none takes a second slot for each code, assigned after those of all expected executions.
    /// </summary>
    public FinalPriceSource FinalPrice { get; set; } = FinalPriceSource.None;

    /// <summary>
    /// True: forecasts and trades of an option take turns in one slot, by the calendar: forecasts until a minute after the cross, trades in session, forecasts
    /// again from five minutes before the closing call. Default false: trades take a second slot. It needs a <see cref="FinalPrice"/>. An intraday call of an option has
    /// no forecasts then.
    /// </summary>
    public bool TakesTurns { get; set; }

    /// <summary>Restarts that a host's own actor for a code has within <see cref="CodeActorRestartWindow"/>, 0 to 1,000; then it is stopped.</summary>
    public int CodeActorRestarts { get; set; } = 10;

    /// <summary>The time in which those restarts are counted, 1 s to 1 h.</summary>
    public TimeSpan CodeActorRestartWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Time for one delivery after which a host's own actor is reported as lagging, 10 ms to 1 h.</summary>
    public TimeSpan CodeActorSlowAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Threads that the hosts' own actors share, 1 to 64, where they name no dispatcher. As many of these actors can block before the others wait.
    /// </summary>
    public int CodeActorThreads { get; set; } = 4;
}

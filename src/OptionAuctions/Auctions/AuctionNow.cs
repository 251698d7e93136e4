namespace OptionAuctions.Auctions;

/// <summary>The part of an auction that changes with each record, in 120 bytes: with thousands of codes it is in no near cache when a record comes.</summary>
internal struct AuctionNow
{
    public ExpectedExecution Latest;

    /// <summary>When the newest record was received; ticks, KST; 0 without a record.</summary>
    public long ReceivedAt;

    /// <summary>The same on the monotonic clock.</summary>
    public long Timestamp;

    public RecordPlace Place;
    public long Revision;
    public PathNow Path;

    /// <summary>The latest record's own second; see <see cref="MarketSecond"/>. Of a record before it when that one had no time.</summary>
    public uint ClockSecond;

    public int Epoch;
    public Won PreviousClose;
    public uint OddRecords;
    public TradingPhase Trading;
    public AuctionQuality Quality;
    public RecentAges Ages;
    public StaleReason Stale;
    public RegistrationStatus Registration;

    /// <summary>True when <see cref="ClockSecond"/> is when the newest record was calculated; false when that is not known.</summary>
    public bool IsPublished;
}

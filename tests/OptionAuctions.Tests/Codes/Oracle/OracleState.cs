using OptionAuctions.Auctions;


namespace OptionAuctions.Tests.Codes.Oracle;

/// <summary>The state of one option's auction after the newest event: a value, which can be kept and compared for any length of time.</summary>
internal record struct OracleState
{
    // Fields, so that the fold changes them in place and the whole is copied only when somebody reads it.
    internal OracleSession _session;
    internal OraclePath _path;
    internal OracleAges _ages;
    internal long _receivedAt; // ticks, KST; 0 without a record
    internal RecordPlace _place;

    /// <summary>Creates the state of an auction of which nothing is known yet.</summary>
    public OracleState(Instrument code) => Code = code;

    /// <summary>The option.</summary>
    public Instrument Code { get; internal set; }

    /// <summary>Number of records applied since the process began; grows by one with each record.</summary>
    public long Revision { get; internal set; }

    /// <summary>True once a record was applied. Before, no price in <see cref="Latest"/> means nothing, and afterwards that nothing would match.</summary>
    public readonly bool HasRecord => Revision > 0;

    /// <summary>True when the newest record says that nothing would match. False before the first one.</summary>
    public readonly bool NothingWouldMatch => HasRecord && !Latest.Price.HasValue;

    /// <summary>The newest record; default, which has neither price nor time, while <see cref="HasRecord"/> is false.</summary>
    public ExpectedExecution Latest { get; internal set; }

    /// <summary>When the newest record was received, KST; default while <see cref="Revision"/> is 0.</summary>
    public readonly DateTimeOffset ReceivedAt => _receivedAt == 0 ? default : new DateTimeOffset(_receivedAt, MarketTime.Offset);

    /// <summary>
    /// When the newest record was received, on the monotonic clock: a timestamp of the feed's <see cref="TimeProvider"/>. Records that were readable at
    /// once have one time.
    /// </summary>
    public long ReceivedTimestamp { get; internal set; }

    /// <summary>
    /// Number of the connection over which the newest record was received, counted from 1 over all sessions. With <see cref="MessageNumber"/> and
    /// <see cref="RecordNumber"/> it names the record among all that the process has received.
    /// </summary>
    public int Epoch { get; internal set; }

    /// <summary>Number of the data message that held the newest record, counted from 1 on its connection, those that were dropped or refused included.</summary>
    public readonly long MessageNumber => _place.Message;

    /// <summary>Number of the newest record in its message, counted from 1, those that were refused included.</summary>
    public readonly int RecordNumber => _place.Record;

    /// <summary>Columns that each record of that message had: more than documented when the venue has appended some.</summary>
    public readonly int Columns => _place.Columns;

    /// <summary>Phase and call of trading.</summary>
    public readonly OracleSession Session => _session;

    /// <summary>The movement of the indicative price in the call that runs, or in the last one.</summary>
    public readonly OraclePath Path => _path;

    /// <summary>The ages of the records at their arrival.</summary>
    public readonly OracleAges Ages => _ages;

    /// <summary>Number of gaps so far.</summary>
    public int Gaps { get; internal set; }

    /// <summary>The newest gap; default while <see cref="Gaps"/> is 0.</summary>
    public Gap LastGap { get; internal set; }

    /// <summary>Since when records may be missing, KST; <see langword="null"/> while they can be received.</summary>
    public DateTimeOffset? GapSince { get; internal set; }

    /// <summary>
    /// Why <see cref="Latest"/> can no longer be trusted as the current indication; <see cref="StaleReason.None"/> while it can.
    /// The next record of a call resets it.
    /// </summary>
    public StaleReason Stale { get; internal set; }

    /// <summary>Status of the registration at the venue.</summary>
    public RegistrationStatus Registration { get; internal set; }

    /// <summary>What is odd about the newest record.</summary>
    public AuctionQuality Quality { get; internal set; }

    /// <summary>Number of records so far that something was odd about.</summary>
    public long OddRecords { get; internal set; }

    /// <summary>Previous close on which the day's records agree, won; <see cref="Won.None"/> when no record gave one.</summary>
    public Won PreviousClose { get; internal set; }

    /// <summary>
    /// Price at which the last call crossed, won; <see cref="Won.None"/> until it is known, or when <see cref="AuctionOptions.FinalPrice"/>
    /// does not request it.
    /// </summary>
    public Won FinalPrice { get; internal set; }

    /// <summary>Won from the last indicative price before the cross to the final price; <see cref="Won.None"/> when either is not known.</summary>
    public readonly Won Slippage => FinalPrice - _path.Last;

    /// <summary>True when <see cref="Latest"/> holds a price, a call runs, and nothing marks the price as stale.</summary>
    public readonly bool IsCurrent => Revision > 0 && Latest.Price.HasValue && Session.InCall && Stale == StaleReason.None && GapSince is null;

    /// <summary>
    /// Time of the newest record from the venue's clock (seconds, rounded down by the venue) to ours; can be negative when the clocks differ, by
    /// <see cref="AuctionOptions.ClockTolerance"/> at most. <see langword="null"/> where <see cref="PublishedAt"/> is.
    /// </summary>
    public readonly TimeSpan? Age => PublishedAt is { } published ? ReceivedAt - published : null;

    /// <summary>
    /// The venue's own time of the newest record, KST, to the second. The wire has no date: it is a day on which that time was not further in the future
    /// than <see cref="AuctionOptions.ClockTolerance"/>. <see langword="null"/> without a record, when the record has no time, or when its time can only be
    /// explained by clocks that differ by more.
    /// </summary>
    public readonly DateTimeOffset? PublishedAt => MarketTicks == 0 ? null : new DateTimeOffset(MarketTicks, MarketTime.Offset);

    /// <summary>The venue's own time of the newest record, ticks, KST; 0 without one.</summary>
    internal long MarketTicks { get; set; }

    /// <summary>Revision at which phase or call last changed.</summary>
    internal long PhaseRevision { get; set; }
}

using OptionAuctions.Wire;

namespace OptionAuctions.Codes;

/// <summary>A stretch of time for which records may be missing.</summary>
/// <param name="From">Last word before it, KST.</param>
/// <param name="To">First word after it, KST.</param>
/// <param name="Reason">Why.</param>
/// <param name="AfterRevision">Revision of the auction when it was noticed.</param>
public readonly record struct Gap(DateTimeOffset From, DateTimeOffset To, GapReason Reason, long AfterRevision);

/// <summary>All that is known of the auction of one option: a value, to be kept and compared as long as you like.</summary>
public record struct AuctionState
{
    // Fields, so that the fold changes them in place and copies the whole only when somebody looks.
    internal AuctionSession _session;
    internal AuctionPath _path;
    internal AgeDistribution _ages;

    /// <summary>An auction of which nothing is known yet.</summary>
    public AuctionState(OptionCode code) => (Code, PreviousClose, FinalPrice) = (code, Won.None, Won.None);

    /// <summary>The option.</summary>
    public OptionCode Code { get; internal set; }

    /// <summary>Records applied since the process began; grows by one a record.</summary>
    public long Revision { get; internal set; }

    /// <summary>The newest record; default while <see cref="Revision"/> is 0.</summary>
    public ExpectedExecution Latest { get; internal set; }

    /// <summary>When the newest record was received, KST; default while <see cref="Revision"/> is 0.</summary>
    public DateTimeOffset ReceivedAt { get; internal set; }

    /// <summary>Where trading stands: phase and call.</summary>
    public readonly AuctionSession Session => _session;

    /// <summary>How the indication moved in the call that runs, or in the last one.</summary>
    public readonly AuctionPath Path => _path;

    /// <summary>How old the records were when they arrived.</summary>
    public readonly AgeDistribution Ages => _ages;

    /// <summary>Gaps so far.</summary>
    public int Gaps { get; internal set; }

    /// <summary>The newest gap; default while <see cref="Gaps"/> is 0.</summary>
    public Gap LastGap { get; internal set; }

    /// <summary>Since when word is missing, KST; <see langword="null"/> while the feed speaks.</summary>
    public DateTimeOffset? SilentSince { get; internal set; }

    /// <summary>
    /// Why <see cref="Latest"/> can no longer be trusted as the current indication; <see cref="StaleReason.None"/> while it can.
    /// The next record of a call makes it good.
    /// </summary>
    public StaleReason Stale { get; internal set; }

    /// <summary>Where the registration at the venue stands.</summary>
    public RegistrationStatus Registration { get; internal set; }

    /// <summary>What is odd about the newest record.</summary>
    public AuctionQuality Quality { get; internal set; }

    /// <summary>Records so far that something was odd about.</summary>
    public long OddRecords { get; internal set; }

    /// <summary>Previous close that the day's records agree on, won; <see cref="Won.None"/> when none has told.</summary>
    public Won PreviousClose { get; internal set; }

    /// <summary>Won that the last call crossed at; <see cref="Won.None"/> until it is known, or when <see cref="FeedOptions.FinalPrice"/> does not ask for it.</summary>
    public Won FinalPrice { get; internal set; }

    /// <summary>Won from the last indication before the cross to the final price; <see cref="Won.None"/> when either is not known.</summary>
    public readonly Won Slippage => FinalPrice.HasValue && _path.Last.HasValue
        ? Won.OfHundredths(FinalPrice.Hundredths - _path.Last.Hundredths)
        : Won.None;

    /// <summary>True when <see cref="Latest"/> holds a price, a call runs, and nothing says that it is old.</summary>
    public readonly bool IsCurrent => Revision > 0 && Latest.Price.HasValue && Session.InCall && Stale == StaleReason.None && SilentSince is null;

    /// <summary>
    /// How long the newest record took from the venue's clock (seconds, rounded down by the venue) to ours; can be negative when the
    /// clocks differ. <see langword="null"/> without a record or a time in it.
    /// </summary>
    public readonly TimeSpan? Age => Revision > 0 && Latest.Time is { } time ? ReceivedAt - MarketTime.Nearest(time, ReceivedAt) : null;

    /// <summary>The venue's own time of the newest record, ticks, KST; 0 without one.</summary>
    internal long MarketTicks { get; set; }

    /// <summary>Revision at which phase or call last changed.</summary>
    internal long PhaseRevision { get; set; }
}

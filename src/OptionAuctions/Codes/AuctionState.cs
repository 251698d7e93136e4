using OptionAuctions.Wire;

namespace OptionAuctions.Codes;

/// <summary>A stretch of time for which records may be missing.</summary>
/// <param name="From">Last word before it, KST.</param>
/// <param name="To">First word after it, KST.</param>
/// <param name="Reason">Why.</param>
/// <param name="AfterRevision">Revision of the auction when it was noticed.</param>
public readonly record struct Gap(DateTimeOffset From, DateTimeOffset To, GapReason Reason, long AfterRevision);

/// <summary>All that is known of the auction of one option. A change is a new value; no clock is read to make it.</summary>
public readonly record struct AuctionState
{
    /// <summary>An auction of which nothing is known yet.</summary>
    public AuctionState(OptionCode code) => Code = code;

    /// <summary>The option.</summary>
    public OptionCode Code { get; init; }

    /// <summary>Records applied since the process began; grows by one a record.</summary>
    public long Revision { get; init; }

    /// <summary>The newest record; default while <see cref="Revision"/> is 0.</summary>
    public ExpectedExecution Latest { get; init; }

    /// <summary>When the newest record was received, KST; default while <see cref="Revision"/> is 0.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Gaps so far.</summary>
    public int Gaps { get; init; }

    /// <summary>The newest gap; default while <see cref="Gaps"/> is 0.</summary>
    public Gap LastGap { get; init; }

    /// <summary>Since when word is missing, KST; <see langword="null"/> while the feed speaks.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>
    /// Why <see cref="Latest"/> can no longer be trusted as the current indication; <see cref="GapReason.None"/> while it can.
    /// The next record makes it good.
    /// </summary>
    public GapReason Stale { get; init; }

    /// <summary>Where the registration at the venue stands.</summary>
    public RegistrationStatus Registration { get; init; }

    /// <summary>
    /// How long the newest record took from the venue's clock (seconds, rounded down by the venue) to ours; can be negative when the
    /// clocks differ. <see langword="null"/> without a record or a time in it.
    /// </summary>
    public TimeSpan? Age => Revision > 0 && Latest.Time is { } time ? ReceivedAt - MarketTime.Nearest(time, ReceivedAt) : null;

    internal AuctionState Apply(in AuctionEvent happened) => happened.Kind switch
    {
        AuctionEventKind.Record => ApplyRecord(happened),
        AuctionEventKind.Interrupted => this with
        {
            SilentSince = SilentSince ?? happened.At,
            Stale = Revision > 0 ? happened.Reason : GapReason.None,
        },
        AuctionEventKind.Resumed => EndSilence(happened.At),
        AuctionEventKind.Registration => this with { Registration = happened.Status },
        _ => this,
    };

    private AuctionState ApplyRecord(in AuctionEvent happened)
    {
        var before = happened.Skipped > 0 && Revision > 0
            ? (this with { SilentSince = SilentSince ?? ReceivedAt, Stale = GapReason.Lagging }).EndSilence(happened.At)
            : EndSilence(happened.At);
        return before with
        {
            Revision = Revision + 1,
            Latest = happened.Record,
            ReceivedAt = happened.At,
            Stale = before.SilentSince is null ? GapReason.None : before.Stale,
        };
    }

    /// <summary>A record of before the silence, still on its way when it began, ends nothing.</summary>
    private AuctionState EndSilence(DateTimeOffset at) => SilentSince is not { } since || at < since ? this : this with
    {
        SilentSince = null,
        Gaps = Gaps + 1,
        LastGap = new Gap(since, at, Stale == GapReason.None ? GapReason.ConnectionLost : Stale, Revision),
    };
}

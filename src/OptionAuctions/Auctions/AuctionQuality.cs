namespace OptionAuctions;

/// <summary>
/// The oddities of a record that could be read. None of them refuses the record: what the venue really sends is not known well
/// enough for that. Whoever trades on the record decides.
/// </summary>
[Flags]
public enum AuctionQuality : short
{
    /// <summary>Nothing is odd.</summary>
    None = 0,

    /// <summary>The sign field contradicts the change or the rate: trust neither of them.</summary>
    SignDisagrees = 1,

    /// <summary>A number had more than two decimals and was rounded.</summary>
    Rounded = 2,

    /// <summary>Price less change is another previous close than before, by a hundredth of a won or more: a hint at shifted columns.</summary>
    ReferenceMoved = 4,

    /// <summary>The rate is not the change over the previous close, by more than a hundredth of a percent point.</summary>
    RateDisagrees = 8,

    /// <summary>The price is not on the grid of ticks; see <see cref="TickGrid"/>, whose steps are inferred.</summary>
    OffTick = 16,

    /// <summary>
    /// The price is beyond one that the venue called a limit earlier on the same day. Limits do widen during a day, so this can be news rather
    /// than an error. The feed itself carries no limits.
    /// </summary>
    OutsideLimits = 32,

    /// <summary>The venue's time is earlier than that of the record before it.</summary>
    TimeBackwards = 64,

    /// <summary>The record equals the one before it in every field. This is legal, and no proof of a duplicate: there is no sequence number.</summary>
    Repeated = 128,

    /// <summary>The venue's time differs from ours by more than <see cref="AuctionOptions.ClockTolerance"/>.</summary>
    FarFromClock = 256,

    /// <summary>The sign is none that the venue documents.</summary>
    UnknownSign = 512,
}

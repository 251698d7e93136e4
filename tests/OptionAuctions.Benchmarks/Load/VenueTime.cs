namespace OptionAuctions.Benchmarks.Load;

/// <summary>The venue's clock on our side: the opening call of a Monday runs, whatever the day is, so that records are folded as they are then.</summary>
internal sealed class VenueTime : TimeProvider
{
    /// <summary>Where a venue's clock stands when it is opened: the first minutes of publication.</summary>
    public static readonly DateTimeOffset Opening = new(2026, 11, 23, 8, 41, 0, MarketTime.Offset);

    private static readonly DateTimeOffset OpeningUtc = Opening.ToUniversalTime();

    private readonly long _began = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => OpeningUtc + System.GetElapsedTime(_began);
}

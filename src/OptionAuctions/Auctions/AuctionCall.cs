namespace OptionAuctions.Auctions;

/// <summary>What is fixed of one call auction while its records come.</summary>
/// <param name="Number">Its number among those of the option since the process began, from 1; 0 before the first.</param>
/// <param name="Began">When it was first known to run; ticks, KST; 0 before the first.</param>
/// <param name="KnownFrom">From when on its records could be received; ticks, KST.</param>
/// <param name="IsWhole">True when none of its records was missed.</param>
/// <param name="Windows">The windows of its averages.</param>
internal sealed record AuctionCall(int Number, long Began, long KnownFrom, bool IsWhole, PathWindows Windows)
{
    /// <summary>No call yet.</summary>
    public static AuctionCall None { get; } = new(0, 0, 0, false, PathWindows.None);
}

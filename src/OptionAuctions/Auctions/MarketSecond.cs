namespace OptionAuctions.Auctions;

/// <summary>A moment to the second in four bytes: seconds since the beginning of 1969, KST, up to 2105; 0 is none. The venue's own times are whole seconds.</summary>
internal static class MarketSecond
{
    private static readonly long Origin = new DateTime(1969, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).Ticks;

    public static uint Of(long ticks) => ticks == 0 ? 0 : (uint)((ticks - Origin) / TimeSpan.TicksPerSecond);

    public static long ToTicks(uint second) => second == 0 ? 0 : Origin + (second * TimeSpan.TicksPerSecond);
}

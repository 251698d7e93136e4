namespace OptionAuctions.Connection;

/// <summary>How often the venue may be dialed: so many times in ten minutes, so many in a day.</summary>
/// <remarks>The venue blocks address and key for reconnect storms; where its threshold lies is unknown, so these stay far below any guess.</remarks>
internal sealed record DialBudget(int PerTenMinutes, int PerDay)
{
    public static TimeSpan Memory { get; } = TimeSpan.FromDays(1);

    public static TimeSpan TenMinutes { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The budget that options give; towards this machine, where nobody bans, none.</summary>
    public static DialBudget Of(FeedOptions options) =>
        options.IsLoopback ? new DialBudget(int.MaxValue, int.MaxValue) : new DialBudget(options.DialsPerTenMinutes, options.DialsPerDay);

    /// <summary>When the next dial is allowed, given the earlier ones in order; <see langword="null"/> when it is now.</summary>
    public DateTimeOffset? BlockedUntil(IReadOnlyList<DateTimeOffset> dials, DateTimeOffset now) =>
        Later(Free(dials, now, TenMinutes, PerTenMinutes), Free(dials, now, Memory, PerDay));

    private static DateTimeOffset? Free(IReadOnlyList<DateTimeOffset> dials, DateTimeOffset now, TimeSpan window, int most)
    {
        var recent = dials.Where(d => d > now - window).ToArray();
        return recent.Length < most ? null : recent[^most] + window;
    }

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b : a;
}

namespace OptionAuctions.Feed.Dialing;

/// <summary>The limits on dials to the venue by one app key.</summary>
/// <param name="PerTenMinutes">Most dials in any ten minutes.</param>
/// <param name="PerDay">Most dials in any 24 hours.</param>
/// <remarks>The venue blocks address and key for reconnect storms. Its threshold is unknown, so these limits are far below any guess.</remarks>
internal sealed record DialBudget(int PerTenMinutes, int PerDay)
{
    /// <summary>The longer period, for which dials are remembered.</summary>
    public static TimeSpan Day { get; } = TimeSpan.FromDays(1);

    /// <summary>The shorter period.</summary>
    public static TimeSpan TenMinutes { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The budget of the options; towards this machine, where nobody bans, it is unlimited.</summary>
    public static DialBudget Of(FeedOptions options) =>
        options.IsLoopback ? new DialBudget(int.MaxValue, int.MaxValue) : new DialBudget(options.Dialing.DialsPerTenMinutes, options.Dialing.DialsPerDay);

    /// <summary>When the next dial is allowed, given the earlier ones in order; <see langword="null"/> when it is now.</summary>
    public DateTimeOffset? BlockedUntil(IReadOnlyList<DateTimeOffset> dials, DateTimeOffset now) =>
        Later(BlockedUntil(dials, now, TenMinutes, PerTenMinutes), BlockedUntil(dials, now, Day, PerDay));

    private static DateTimeOffset? BlockedUntil(IReadOnlyList<DateTimeOffset> dials, DateTimeOffset now, TimeSpan window, int limit)
    {
        var recent = dials.Where(d => d > now - window).ToArray();
        return recent.Length < limit ? null : recent[^limit] + window;
    }

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b : a;
}

namespace OptionAuctions.Feed.Dialing;

/// <summary>The limits on dials to one address of the venue by one app key.</summary>
/// <param name="PerTenMinutes">Most dials in any ten minutes.</param>
/// <param name="PerDay">Most dials in any 24 hours.</param>
/// <param name="Reserve">Dials of each limit that are kept for the next opening; at most half of a limit is kept.</param>
/// <remarks>The venue blocks address and key for reconnect storms. Its threshold is unknown, so these limits are far below any guess.</remarks>
internal sealed record DialBudget(int PerTenMinutes, int PerDay, int Reserve = 0)
{
    /// <summary>The longer period, for which dials are remembered.</summary>
    public static TimeSpan Day { get; } = TimeSpan.FromDays(1);

    /// <summary>The shorter period.</summary>
    public static TimeSpan TenMinutes { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The budget of the options for one address; on this machine, where nobody bans, it is unlimited.</summary>
    public static DialBudget Of(DialingOptions options, Uri address) => address.IsLoopback
        ? new DialBudget(int.MaxValue, int.MaxValue)
        : new DialBudget(options.DialsPerTenMinutes, options.DialsPerDay, options.DialsReserved);

    /// <summary>True for a venue on this machine.</summary>
    public bool IsUnlimited => PerTenMinutes == int.MaxValue && PerDay == int.MaxValue;

    /// <summary>Number of dials that the limits leave now, none of them kept for an opening.</summary>
    /// <param name="dials">The earlier dials.</param>
    /// <param name="now">The current time.</param>
    public int Left(IReadOnlyList<DateTimeOffset> dials, DateTimeOffset now) => Math.Max(0, Math.Min(
        PerTenMinutes - dials.Count(dial => dial > now - TenMinutes), PerDay - dials.Count(dial => dial > now - Day)));

    /// <summary>When the next dial is allowed; <see langword="null"/> when it is now.</summary>
    /// <param name="dials">The earlier dials, in order.</param>
    /// <param name="now">The current time.</param>
    /// <param name="opening">
    /// When the feed has to be connected next; <see langword="null"/> when it has to be now. A dial before it may not spend the
    /// <see cref="Reserve"/> that will be needed then: beyond that, the opening is when the next dial is allowed.
    /// </param>
    public DateTimeOffset? BlockedUntil(IReadOnlyList<DateTimeOffset> dials, DateTimeOffset now, DateTimeOffset? opening = null) => Later(
        Later(SpentUntil(dials, now, TenMinutes, PerTenMinutes), SpentUntil(dials, now, Day, PerDay)),
        opening is { } at && at > now && (IsKept(dials, now, at, TenMinutes, PerTenMinutes) || IsKept(dials, now, at, Day, PerDay)) ? at : null);

    private static DateTimeOffset? SpentUntil(IReadOnlyList<DateTimeOffset> dials, DateTimeOffset now, TimeSpan window, int limit)
    {
        var recent = dials.Where(d => d > now - window).ToArray();
        return recent.Length < limit ? null : recent[^limit] + window;
    }

    /// <summary>True when a dial now would still count at the opening, and only the reserve is left for it then.</summary>
    private bool IsKept(IReadOnlyList<DateTimeOffset> dials, DateTimeOffset now, DateTimeOffset opening, TimeSpan window, int limit) =>
        now > opening - window && dials.Count(d => d > opening - window) >= limit - Math.Min(Reserve, limit / 2);

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b : a;
}

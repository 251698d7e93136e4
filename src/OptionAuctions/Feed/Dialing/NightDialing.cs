namespace OptionAuctions.Feed.Dialing;

/// <summary>Decides when to dial while no trading session is open: seldom, since nothing is missed, and in time for the next opening.</summary>
internal static class NightDialing
{
    /// <summary>Time before an opening at which the feed has to be connected.</summary>
    public static TimeSpan Lead { get; } = TimeSpan.FromMinutes(3);

    /// <summary>Least time between two dials.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Returns when the feed has to be connected next; <see langword="null"/> when that is now.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="opening">The begin of the next session; <see langword="null"/> while one is open.</param>
    public static DateTimeOffset? ConnectBy(DateTimeOffset now, DateTimeOffset? opening) => opening - Lead is { } by && by > now ? by : null;

    /// <summary>Returns when the next dial is due; <see langword="null"/> when it is now.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="sinceLast">Time since the dial before; <see langword="null"/> when there was none.</param>
    /// <param name="connectBy">When the feed has to be connected next; <see langword="null"/> when that is now.</param>
    public static DateTimeOffset? Until(DateTimeOffset now, TimeSpan? sinceLast, DateTimeOffset? connectBy)
    {
        if (connectBy is not { } by || sinceLast is not { } since || since >= Interval) return null;
        var due = now + Interval - since;
        return due < by ? due : by;
    }
}

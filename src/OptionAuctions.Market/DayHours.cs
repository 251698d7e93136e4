namespace OptionAuctions.Market;

/// <summary>The session hours of a day: for an ordinary series, and for a series on its last trading day.</summary>
internal sealed record DayHours(SessionHours Normal, SessionHours LastDay)
{
    /// <summary>The hours of a day that starts late; <see langword="null"/> when a window of either would be empty or end on the next day.</summary>
    public DayHours? Later(LateStart late) =>
        Normal.Later(late) is { } normal && LastDay.Later(late) is { } last ? new DayHours(normal, last) : null;
}

using OptionAuctions.Codes;

namespace OptionAuctions.Tests.Codes.Oracle;

/// <summary>The venue's own time of a record, with the date that the wire leaves out.</summary>
/// <remarks>
/// The venue may send the last record of a code again when the code is registered, whatever day and call it is of. So the first record of a registration
/// is of the latest day on which its time was not in the future, and may be of a call that is over. One behind it that seems to be in the future shows
/// that the clocks differ: its age is not known, and the session clock is read at the nearest such time.
/// </remarks>
/// <param name="ClockAt">The moment at which the session clock is read; ticks, KST; 0 when the record has no time.</param>
/// <param name="PublishedAt">When the venue calculated it, further ahead of our clock than the clocks may differ never; ticks, KST; 0 when unknown.</param>
internal readonly record struct OracleTime(long ClockAt, long PublishedAt)
{
    /// <summary>Adds the date to a time.</summary>
    /// <param name="time">The venue's time of day.</param>
    /// <param name="at">When the record was received; ticks, KST.</param>
    /// <param name="isFirst">True for the first record of a registration.</param>
    /// <param name="tolerance">Allowed difference between the clocks; ticks.</param>
    public static OracleTime Of(TimeOnly? time, long at, bool isFirst, long tolerance)
    {
        if (time is not { } timeOfDay) return default;
        var nearest = Nearest(timeOfDay, at);
        if (nearest - at <= tolerance) return new OracleTime(nearest, nearest);
        return isFirst ? new OracleTime(nearest - TimeSpan.TicksPerDay, nearest - TimeSpan.TicksPerDay) : new OracleTime(nearest, 0);
    }

    /// <summary>
    /// Decides whether the first record of a registration, which is older than the clocks may differ, is of a call that is over: such a record neither begins
    /// nor ends a call, and is no part of the present one.
    /// </summary>
    /// <param name="session">The session before the record.</param>
    /// <param name="callBegan">When the last call began; ticks, KST.</param>
    /// <param name="meaning">The meaning of the record's phase code.</param>
    /// <param name="at">When the record was received; ticks, KST.</param>
    /// <param name="clock">The session clock, a copy.</param>
    /// <param name="rules">They say how far clocks may differ, and for how long a call during the day may continue without a record.</param>
    public bool IsOfPastCall(in OracleSession session, long callBegan, PhaseMeaning meaning, long at, OracleClock clock, FoldRules rules)
    {
        var (now, then) = (clock.At(at), clock.At(PublishedAt + rules.ClockTolerance));
        var isOfToday = PublishedAt / TimeSpan.TicksPerDay == at / TimeSpan.TicksPerDay;
        if (now.InCall) return !isOfToday || then != now with { Phase = then.Phase };
        if (session.InCall) return PublishedAt < callBegan - rules.ClockTolerance && !(isOfToday && then.InCall && then.Call == session.Call);

        // Between the calls of the calendar, a call of which the first record known is an older one: it has to be running still.
        return rules.VenueHasOurClock
            && (!isOfToday || clock.At(PublishedAt) != now || meaning != PhaseMeaning.Call || at - PublishedAt > rules.IntradayCallTimeout);
    }

    /// <summary>The moment with a time of day that is nearest to the moment of receipt.</summary>
    private static long Nearest(TimeOnly time, long at)
    {
        var sameDay = at - (at % TimeSpan.TicksPerDay) + time.Ticks;
        return (sameDay - at) switch
        {
            > TimeSpan.TicksPerDay / 2 => sameDay - TimeSpan.TicksPerDay,
            < -TimeSpan.TicksPerDay / 2 => sameDay + TimeSpan.TicksPerDay,
            _ => sameDay,
        };
    }
}

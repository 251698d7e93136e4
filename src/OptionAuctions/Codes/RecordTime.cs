namespace OptionAuctions.Codes;

/// <summary>
/// The date of a record, which the wire leaves out, and whether the record speaks of the call that runs now. The venue may send the last record of a
/// code again when the code is registered, whatever call it is of.
/// </summary>
internal static class RecordTime
{
    /// <summary>
    /// Returns the latest moment with a time of day that is not further in the future than the clocks may differ: what would be is of the day before.
    /// </summary>
    /// <param name="time">The venue's time of day.</param>
    /// <param name="at">When the record was received; ticks, KST.</param>
    /// <param name="tolerance">Allowed difference between the clocks; ticks.</param>
    /// <returns>Ticks, KST.</returns>
    public static long WithDate(TimeOnly time, long at, long tolerance)
    {
        var moment = at - (at % TimeSpan.TicksPerDay) + time.Ticks;
        if (moment - at > tolerance) return moment - TimeSpan.TicksPerDay;
        return moment + TimeSpan.TicksPerDay - at <= tolerance ? moment + TimeSpan.TicksPerDay : moment;
    }

    /// <summary>
    /// Decides whether a record that is older than the clocks may differ is of a call that is over: such a record neither begins nor ends a call, and is no
    /// part of the present one.
    /// </summary>
    /// <param name="session">The session before the record.</param>
    /// <param name="callBegan">When the last call began; ticks, KST.</param>
    /// <param name="meaning">The meaning of the record's phase code.</param>
    /// <param name="at">When the record was received; ticks, KST.</param>
    /// <param name="marketAt">The venue's own time of the record; ticks, KST.</param>
    /// <param name="clock">The session clock, a copy.</param>
    /// <param name="rules">They say how far clocks may differ, and for how long a call during the day may continue without a record.</param>
    public static bool IsOfPastCall(
        in AuctionSession session, long callBegan, PhaseMeaning meaning, long at, long marketAt, SessionCursor clock, FoldRules rules)
    {
        var (now, then) = (clock.At(at), clock.At(marketAt + rules.ClockTolerance));
        var isOfToday = marketAt / TimeSpan.TicksPerDay == at / TimeSpan.TicksPerDay;
        if (now.InCall) return !isOfToday || then != now with { Phase = then.Phase };
        if (session.InCall) return marketAt < callBegan - rules.ClockTolerance && !(isOfToday && then.InCall && then.Call == session.Call);

        // Between the calls of the calendar, a call of which the first record known is an older one: it has to be running still.
        return !isOfToday || clock.At(marketAt) != now || meaning != PhaseMeaning.Call || at - marketAt > rules.IntradayCallTimeout;
    }
}

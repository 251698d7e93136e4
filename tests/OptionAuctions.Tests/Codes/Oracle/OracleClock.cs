namespace OptionAuctions.Tests.Codes.Oracle;

/// <summary>
/// A reader of the trading calendar for one option that caches the current segment: it is called with each record, and the calendar is read only
/// when a moment is outside that segment.
/// </summary>
internal struct OracleClock(TradingCalendar calendar, DateOnly? lastTradingDay)
{
    private long _from, _to; // ticks, KST
    private SessionState _state;

    /// <summary>Beginning of the segment of the last call; ticks, KST.</summary>
    public readonly long From => _from;

    /// <summary>Phase and call by the calendar at a moment.</summary>
    /// <param name="at">Ticks, KST.</param>
    public SessionState At(long at)
    {
        if (at >= _from && at < _to) return _state;
        var segment = calendar.SegmentAt(new DateTimeOffset(at, MarketTime.Offset), lastTradingDay);
        (_from, _to, _state) = (segment.From.Ticks, segment.To.Ticks, segment.State);
        return _state;
    }
}

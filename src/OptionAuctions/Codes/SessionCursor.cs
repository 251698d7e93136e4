using OptionAuctions.Market;
using OptionAuctions.Wire;

namespace OptionAuctions.Codes;

/// <summary>What the session clock says for one option, asked once a record: the calendar is looked at only when a stretch is left.</summary>
internal struct SessionCursor(TradingCalendar calendar, DateOnly? lastTradingDay)
{
    private long _from, _to; // ticks, KST
    private SessionState _state;

    /// <summary>When the stretch that was last asked for began; ticks, KST.</summary>
    public readonly long From => _from;

    /// <summary>Where trading should stand.</summary>
    /// <param name="at">Ticks, KST.</param>
    public SessionState At(long at)
    {
        if (at >= _from && at < _to) return _state;
        var segment = calendar.SegmentAt(new DateTimeOffset(at, MarketTime.Offset), lastTradingDay);
        (_from, _to, _state) = (segment.From.Ticks, segment.To.Ticks, segment.State);
        return _state;
    }
}

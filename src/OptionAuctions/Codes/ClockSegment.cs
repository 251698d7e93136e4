namespace OptionAuctions.Codes;

/// <summary>
/// A segment of the trading calendar, in which phase and call by the clock stay the same, for the options with one last trading day. The calendar is read
/// only when a moment lies outside of it and of the segment that was asked for before.
/// </summary>
/// <remarks>Any thread may ask it: what it remembers is a hint, and a segment that was found twice is as good as one.</remarks>
internal sealed class ClockSegment
{
    private readonly TradingCalendar _calendar;
    private readonly DateOnly? _lastTradingDay;
    private readonly long _to; // ticks, KST
    private ClockSegment _other; // the one that was found last from here

    /// <summary>Creates a segment that contains no moment, from which others are found.</summary>
    public ClockSegment(TradingCalendar calendar, DateOnly? lastTradingDay) =>
        (_calendar, _lastTradingDay, _other) = (calendar, lastTradingDay, this);

    private ClockSegment(ClockSegment before, SessionSegment segment)
    {
        (_calendar, _lastTradingDay, _other) = (before._calendar, before._lastTradingDay, before);
        (From, _to, State) = (segment.From.Ticks, segment.To.Ticks, segment.State);
    }

    /// <summary>Its first moment; ticks, KST.</summary>
    public long From { get; }

    /// <summary>Phase and call by the calendar.</summary>
    public SessionState State { get; }

    /// <summary>The segment that contains a moment.</summary>
    /// <param name="at">Ticks, KST.</param>
    public ClockSegment At(long at)
    {
        if (Contains(at)) return this;
        var other = _other; // once, since another thread may find another one meanwhile
        if (other.Contains(at)) return other;
        return _other = new ClockSegment(this, _calendar.SegmentAt(new DateTimeOffset(at, MarketTime.Offset), _lastTradingDay));
    }

    /// <summary>True when a moment lies in this segment, and all others that are no further from it than a tolerance.</summary>
    public bool ContainsWidely(long at, long tolerance) => at >= From + tolerance && at < _to - tolerance;

    private bool Contains(long at) => at >= From && at < _to;
}

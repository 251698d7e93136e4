namespace OptionAuctions.Market;

/// <summary>The session windows of one kind of day, one after the other; outside of them the session is closed.</summary>
internal sealed class SessionHours(SessionSpan[] spans)
{
    private static readonly SessionState Closed = new(AuctionPhase.Closed, CallKind.None);

    /// <summary>The hours of a day without trading.</summary>
    public static SessionHours None { get; } = new([]);

    /// <summary>When the first window begins. Not for <see cref="None"/>.</summary>
    public TimeOnly Begin => spans[0].Window.From;

    /// <summary>When the last window ends. Not for <see cref="None"/>.</summary>
    public TimeOnly End => spans[^1].Window.To;

    /// <summary>Returns the segment of a day that contains a moment. A closed one ends at midnight, so that no other day has to be looked at.</summary>
    /// <param name="day">The moment's day, KST.</param>
    /// <param name="moment">The moment.</param>
    public SessionSegment SegmentAt(DateOnly day, DateTimeOffset moment)
    {
        var from = new DateTimeOffset(day, TimeOnly.MinValue, MarketTime.Offset);
        var midnight = from.AddDays(1);
        foreach (var (window, state) in spans)
        {
            var begin = new DateTimeOffset(day, window.From, MarketTime.Offset);
            var end = new DateTimeOffset(day, window.To, MarketTime.Offset);
            if (moment < begin) return new SessionSegment(from, begin, Closed);
            if (moment < end) return new SessionSegment(begin, end, state);
            from = end;
        }

        return new SessionSegment(from, midnight, Closed);
    }

    /// <summary>Returns the hours of a day that starts late; <see langword="null"/> when a window would be empty or end on the next day.</summary>
    public SessionHours? Later(LateStart late)
    {
        var later = new SessionSpan[spans.Length];
        var opened = false;
        for (var i = 0; i < spans.Length; i++)
        {
            var (window, state) = spans[i];
            var from = opened && !late.CloseToo ? window.From : late.Shift(window.From);
            opened |= state.Phase == AuctionPhase.Continuous;
            var to = opened && !late.CloseToo ? window.To : late.Shift(window.To);
            if (from is not { } begin || to is not { } end || end <= begin) return null;
            later[i] = new SessionSpan(new SessionWindow(begin, end), state);
        }

        return new SessionHours(later);
    }
}

namespace OptionAuctions.Feed;

/// <summary>
/// Decides whether records are missing: none has come for too long, although the exchange publishes by the calendar. It is independent of liveness:
/// a connection can be alive without data, and most options have no records all day, so this raises alerts and never reconnects.
/// </summary>
/// <param name="calendar">Knows when the exchange publishes.</param>
/// <param name="lastTradingDay">The last day on which any followed series trades; <see langword="null"/> when it is unknown for one of them.</param>
/// <param name="began">When the feed started, KST: it cannot have received anything before.</param>
/// <param name="staleAfter">Time without a record that is too long.</param>
internal sealed class DataWatch(TradingCalendar calendar, DateOnly? lastTradingDay, DateTimeOffset began, TimeSpan staleAfter)
{
    /// <summary>Creates the watch of a feed that follows the codes of its options.</summary>
    public static DataWatch Of(FeedContext feed) =>
        new(feed.Reference.Calendar, LastDayOf(feed), feed.Now, feed.Options.Market.DataStaleAfter);

    /// <summary>The phase and the call auction by the calendar.</summary>
    public SessionState SessionAt(DateTimeOffset now) => calendar.SegmentAt(now, lastTradingDay).State;

    /// <summary>Since when data is missing, KST; <see langword="null"/> while none is, and whenever the exchange does not publish.</summary>
    /// <param name="now">Now, KST.</param>
    /// <param name="received">When the last record was received, KST, if ever.</param>
    public DateTimeOffset? MissingSince(DateTimeOffset now, DateTimeOffset? received)
    {
        if (calendar.PublishedSince(now, lastTradingDay) is not { } since) return null;
        if (IsPast(began) && began > since) since = began;
        if (received is { } last && IsPast(last) && last > since) since = last;
        return now - since >= staleAfter ? since : null;

        // A moment that lies ahead is of a clock that has been set back since, and tells nothing about the time that has passed.
        bool IsPast(DateTimeOffset moment) => moment - now < staleAfter;
    }

    private static DateOnly? LastDayOf(FeedContext feed)
    {
        DateOnly? last = null;
        foreach (var code in feed.Options.Codes)
        {
            if (feed.Reference.LastTradingDay(new Instrument(code)) is not { } day) return null;
            if (last is null || day > last) last = day;
        }

        return last;
    }
}

namespace OptionAuctions.Routing;

/// <summary>
/// When a code's slot is used for its forecasts and when for its trades, by the calendar: forecasts from before a call until its cross is over, trades in the
/// session.
/// </summary>
/// <param name="calendar">The calendar of options.</param>
internal sealed class TopicTimes(TradingCalendar calendar)
{
    /// <summary>How long before the closing call the forecasts are back, so that all codes are registered when it begins.</summary>
    public static TimeSpan Lead { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after the cross the forecasts stay: its record can come late. A trade of the cross can still be told from others then.</summary>
    public static TimeSpan Lag { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Returns the kind of record that a slot is used for at a moment. Nothing changes within a call.</summary>
    /// <param name="now">The moment, in any offset.</param>
    public RecordKind KindAt(DateTimeOffset now)
    {
        var segment = calendar.SegmentAt(now, lastTradingDay: null);
        return segment.State.Phase == AuctionPhase.Continuous && now >= segment.From + Lag && now < segment.To - Lead
            ? RecordKind.Trade
            : RecordKind.ExpectedExecution;
    }
}

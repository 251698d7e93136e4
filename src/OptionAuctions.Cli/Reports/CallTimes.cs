namespace OptionAuctions.Cli.Reports;

/// <summary>The times of one call auction by the calendar, KST.</summary>
/// <param name="Call">Which call of the day.</param>
/// <param name="Begins">When orders begin to be collected.</param>
/// <param name="PublishedFrom">When expected executions begin to be published.</param>
/// <param name="Crosses">When the order book crosses.</param>
internal readonly record struct CallTimes(CallKind Call, DateTimeOffset Begins, DateTimeOffset PublishedFrom, DateTimeOffset Crosses)
{
    /// <summary>Returns the call that runs at a moment or, when none does, the next one.</summary>
    public static CallTimes AtOrAfter(TradingCalendar calendar, DateTimeOffset moment)
    {
        var segment = calendar.SegmentAt(moment, lastTradingDay: null);
        while (!segment.State.InCall) segment = calendar.SegmentAt(segment.To, lastTradingDay: null);
        var (call, begins, published) = (segment.State.Call, segment.From, default(DateTimeOffset?));
        while (segment.State.InCall && segment.State.Call == call)
        {
            if (segment.State.Phase != AuctionPhase.CallOpen) published ??= segment.From;
            segment = calendar.SegmentAt(segment.To, lastTradingDay: null);
        }

        return new CallTimes(call, begins, published ?? begins, segment.From);
    }

    /// <summary>Returns the call after this one.</summary>
    public CallTimes Next(TradingCalendar calendar) => AtOrAfter(calendar, Crosses);

    /// <summary>True when the call runs at a moment.</summary>
    public bool RunsAt(DateTimeOffset moment) => moment >= Begins && moment < Crosses;
}

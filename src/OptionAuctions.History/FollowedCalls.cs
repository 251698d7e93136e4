using OptionAuctions.Wire;

namespace OptionAuctions.History;

/// <summary>The calls of one instrument, one after the other.</summary>
/// <param name="code">The instrument.</param>
/// <param name="terms">Its terms, if they are known.</param>
/// <param name="source">The source of the changes.</param>
/// <param name="calendar">Says which call it is when the changes do not.</param>
internal sealed class FollowedCalls(Instrument code, InstrumentTerms? terms, string source, TradingCalendar calendar)
{
    private readonly TradingCalendar _calendar = RecordLayout.For(code)?.Segment == MarketSegment.Stocks ? calendar.Stocks : calendar;
    private CallProgress? _call;
    private FiguresBefore? _before; // of the newest state
    private DateOnly _day;
    private int _intraday; // calls on that day

    /// <summary>Adds a state. Returns the summaries that are finished by it.</summary>
    public IReadOnlyList<CallSummary> Add(in AuctionState auction)
    {
        var path = auction.Path;
        if (auction.Revision < _before?.Revision) _before = null; // the code was followed anew
        CallSummary? ended = null;
        if (path.Number != (_before?.Call ?? 0) || _before is null)
        {
            ended = _call?.Finish();
            _call = path.Began is { } began ? Begin(began, auction, path) : null;
        }

        _call?.Update(auction, path);
        _before = new FiguresBefore(path.Number, auction.Revision, auction.Gaps, auction.OddRecords);
        var finished = _call is { IsFinished: true } call ? call.Finish() : null;
        return (ended, finished) switch
        {
            (null, null) => [],
            (null, { } one) => [one],
            ({ } one, null) => [one],
            ({ } one, { } other) => [one, other],
        };
    }

    /// <summary>Returns the summary of the call that is not finished; <see langword="null"/> when there is none.</summary>
    public CallSummary? Flush() => _call?.Finish();

    private CallProgress Begin(DateTimeOffset began, in AuctionState auction, in AuctionPath path)
    {
        var (day, call) = (DateOnly.FromDateTime(began.DateTime), auction.Session.Call);
        if (call == CallKind.None) call = _calendar.SegmentAt(began, terms?.Expiry).State.Call;
        if (call == CallKind.None) call = CallKind.Intraday;
        if (day != _day) (_day, _intraday) = (day, 0);
        var ordinal = call == CallKind.Intraday ? ++_intraday : 1;
        return new CallProgress(new CallSummary(day, code, call, ordinal) { Terms = terms, Source = source }, _before, auction, path);
    }
}

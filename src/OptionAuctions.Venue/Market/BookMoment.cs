namespace OptionAuctions.Venue.Market;

/// <summary>A moment at which an order book is published.</summary>
/// <param name="At">Venue time.</param>
/// <param name="Expected">Indicative price in won; 0 in session, and while nothing would match.</param>
/// <param name="Quantity">Quantity that would trade at it.</param>
/// <param name="Phase">Phase code.</param>
internal readonly record struct BookMoment(DateTimeOffset At, int Expected, long Quantity, string Phase)
{
    private const int StocksPerMinute = 20, OptionsPerMinute = 6;

    /// <summary>
    /// Returns the moments of an instrument's day after a given one: in a call with every indicative price, in session some in a minute. The book of the cross
    /// itself is one of the session.
    /// </summary>
    public static IEnumerable<BookMoment> Of(MarketModel model, IInstrumentToday instrument, DateTimeOffset after)
    {
        var perMinute = instrument.Segment == MarketSegment.Stocks ? StocksPerMinute : OptionsPerMinute;
        var spans = TradingSpan.Between(model.Conditions.CallsOf(instrument.Segment), instrument.LastTrade).ToDictionary(span => span.From);
        foreach (var call in model.CallsOf(instrument))
        {
            if (new DateTimeOffset(instrument.Day, call.End, MarketTime.Offset) > after)
                foreach (var revision in AuctionCourse.Of(model.Seed, instrument, instrument.Day, call)) yield return Of(model, instrument, call, revision);
            if (!spans.TryGetValue(call.End, out var span) || new DateTimeOffset(instrument.Day, span.To, MarketTime.Offset) <= after) continue;
            foreach (var at in SessionMoments.Of(model.Seed, "book", instrument, perMinute, span, after))
                yield return new BookMoment(at, 0, 0, span.Phase);
        }
    }

    private static BookMoment Of(MarketModel model, IInstrumentToday instrument, CallWindow call, in Revision revision) => revision.Crosses
        ? new BookMoment(revision.At, 0, 0, revision.Phase)
        : new BookMoment(revision.At, revision.Price, CallQuantity.At(model.Seed, instrument, call, revision), revision.Phase);
}

using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Market;

/// <summary>The TRs that the market has records for. One more is one more line here, and the writer of its records.</summary>
internal static class MarketTrs
{
    private static readonly Dictionary<string, MarketTr> ByName = new MarketTr[]
    {
        MarketTr.OfOptions(RecordLayout.H0ZOANC0, (model, series, after) =>
            from revision in model.RevisionsOf(series, after)
            select new DueRecord(revision.At, () => RecordText.ExpectedExecution(series, revision))),
        MarketTr.OfOptions(RecordLayout.H0ZOCNT0, (model, series, after) =>
            from cross in OptionCross.Of(model, series)
            select new DueRecord(cross.At, () => TradeText.AtCross(model, series, cross))),
        MarketTr.OfOptions(RecordLayout.H0ZOASP0, (model, series, after) =>
            from moment in BookMoment.Of(model, series, after)
            select new DueRecord(moment.At, () => OptionBookText.Of(model, series, moment))),
        MarketTr.OfFutures(RecordLayout.H0ZFANC0, (model, future, after) =>
            from call in model.CallsOf(future, after)
            from revision in AuctionCourse.Of(model.Seed, future, future.Day, call)
            select new DueRecord(
                revision.At, () => RecordText.ExpectedExecution(future, revision, CallQuantity.At(model.Seed, future, call, revision)))),
        MarketTr.OfStocks(RecordLayout.H0STASP0, (model, stock, after) =>
            from moment in BookMoment.Of(model, stock, after)
            select new DueRecord(moment.At, () => StockBookText.Of(model, stock, moment))),
        MarketTr.OfStocks(RecordLayout.H0STCNT0, (model, stock, after) =>
            from trade in model.TapeOf(stock).Trades
            select new DueRecord(trade.At, () => StockTradeText.Of(model, stock, trade))),
    }.ToDictionary(tr => tr.Layout.TrId, StringComparer.Ordinal);

    /// <summary>Finds a TR by its name; <see langword="null"/> when the market has no records for it.</summary>
    public static MarketTr? Named(string trId) => ByName.GetValueOrDefault(trId);
}

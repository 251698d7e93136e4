using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Market;

/// <summary>
/// Writes order books of stocks as <c>H0STASP0</c> has them: 59 columns, prices in whole won. Without an indicative price the change is that of a price of 0,
/// which is the whole previous close, as in the records that were received in session.
/// </summary>
internal static class StockBookText
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(1);

    public static byte[] Of(MarketModel model, LinearToday stock, in BookMoment moment)
    {
        var book = BookModel.At(model.Seed, stock, moment.At, moment.Expected);
        var before = BookModel.At(model.Seed, stock, moment.At - Before, moment.Expected);
        var (day, inCall) = (model.TapeOf(stock).TotalsAt(moment.At), moment.Expected > 0);
        var (change, sign, rate) = inCall ? RecordText.Against(stock, moment.Expected) : (-stock.PreviousClose, '5', -100m);
        return new Columns(RecordLayout.H0STASP0.Width, "0")
            .Texts(1, $"{stock.Code}", RecordText.Time(moment.At), moment.Phase)
            .Numbers(4, book.Asks.Select(level => (long)level.Price))
            .Numbers(14, book.Bids.Select(level => (long)level.Price))
            .Numbers(24, book.Asks.Select(level => level.Quantity))
            .Numbers(34, book.Bids.Select(level => level.Quantity))
            .Numbers(44, book.TotalAsked, book.TotalBid)
            .Numbers(48, moment.Expected, moment.Quantity, inCall ? day.Volume + moment.Quantity : day.VolumeAtCross, change)
            .Texts(52, $"{sign}", rate.ToString("0.00", CultureInfo.InvariantCulture), Columns.Whole(day.Volume))
            .Numbers(55, book.TotalAsked - before.TotalAsked, book.TotalBid - before.TotalBid)
            .ToBytes();
    }
}

using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.TestKit;

/// <summary>The text of one record of any TR, in all columns that the venue documents.</summary>
internal static class RecordText
{
    /// <summary>Returns an expected execution, with the quantities and quotes for which its TR has columns.</summary>
    public static string Of(RecordLayout layout, in ExpectedExecution record, RecordDetail detail)
    {
        var text = Begin(layout, record.Code, record.Time);
        text.Set(RecordRole.Price, text.Price(record.Price)).Set(RecordRole.Change, text.Amount(record.Change)).Set(RecordRole.Sign, record.Sign.Raw)
            .Set(RecordRole.Rate, $"{record.Rate}").Set(RecordRole.Phase, record.Phase.Raw);
        return $"{Detailed(text, layout, detail)}";
    }

    /// <summary>Returns an order book.</summary>
    public static string Of(RecordLayout layout, Instrument code, TimeOnly time, RecordDetail book) =>
        $"{Detailed(Begin(layout, code, time), layout, book)}";

    /// <summary>Returns a trade of one contract or share, the only one at another price than the day's first.</summary>
    public static string Of(RecordLayout layout, in Trade trade, decimal previousClose)
    {
        var (change, sign, rate) = Against.PreviousClose(trade.Price.ToDecimal(), previousClose);
        var text = Begin(layout, trade.Code, trade.Time);
        var price = text.Price(trade.Price);
        text.Set(RecordRole.Price, price).Set(RecordRole.Sign, sign.Raw).Set(RecordRole.Change, text.Amount(change)).Set(RecordRole.Rate, $"{rate}")
            .Set(RecordRole.OpeningPrice, text.Price(trade.OpeningPrice)).SetBehind(RecordRole.OpeningPrice, 1, price) // the day's highest and lowest
            .SetBehind(RecordRole.OpeningPrice, 2, price).Set(RecordRole.Quantity, 1).Set(RecordRole.Volume, 1);
        return $"{text}";
    }

    private static ColumnText Begin(RecordLayout layout, Instrument code, TimeOnly? time) =>
        new ColumnText(layout).Set(RecordRole.Code, $"{code}").Set(RecordRole.Time, ColumnText.Of(time));

    private static ColumnText Detailed(ColumnText text, RecordLayout layout, RecordDetail detail)
    {
        text.Set(RecordRole.Quantity, detail.Quantity).Set(RecordRole.ExpectedVolume, detail.ExpectedVolume).Set(RecordRole.Volume, detail.Volume)
            .Set(RecordRole.OpenInterest, detail.OpenInterest)
            .Set(RecordRole.Volatility, detail.Volatility?.ToString("0.00", CultureInfo.InvariantCulture) ?? "")
            .Set(RecordRole.TotalAskQuantity, detail.TotalAskQuantity).Set(RecordRole.TotalBidQuantity, detail.TotalBidQuantity);
        BookLevels.Write(text, layout, detail);
        return text;
    }
}

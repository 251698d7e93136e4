using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.TestKit;

/// <summary>The text of one record in the venue's format: two decimals in every number, the change signed.</summary>
internal static class RecordText
{
    /// <summary>Returns the seven columns of <c>H0ZOANC0</c>.</summary>
    public static string Of(in ExpectedExecution record) =>
        $"{record.Code}^{Time(record.Time)}^{Price(record.Price)}^{record.Change}^{record.Sign.Raw}^{record.Rate}^{record.Phase.Raw}";

    /// <summary>
    /// Returns the 53 columns of <c>H0ZOCNT0</c>; the columns after the best-known ones hold only zeros. The sign comes before the change here.
    /// </summary>
    public static string Of(in Trade trade, decimal previousClose)
    {
        var (change, sign, rate) = Against.PreviousClose(trade.Price.ToDecimal(), previousClose);
        var (time, price) = (Time(trade.Time), Price(trade.Price));
        var columns = new string[RecordLayout.H0ZOCNT0.Width];
        Array.Fill(columns, "0.00");
        string[] bestKnown = [$"{trade.Code}", time, price, sign.Raw, $"{change}", $"{rate}", Price(trade.OpeningPrice), price, price, "1", "1"];
        bestKnown.CopyTo(columns, 0);
        return string.Join('^', columns);
    }

    private static string Time(TimeOnly? time) => time?.ToString("HHmmss", CultureInfo.InvariantCulture) ?? "";

    private static string Price(Won won) => won.HasValue ? $"{won}" : "0.00"; // the venue writes zero when there is no price
}

using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.TestKit;

/// <summary>One record as the venue writes it: two decimals on every number, the change signed.</summary>
internal static class RecordText
{
    /// <summary>The seven columns of <c>H0ZOANC0</c>.</summary>
    public static string Of(in ExpectedExecution record) =>
        $"{record.Code}^{Time(record.Time)}^{Price(record.Price)}^{record.Change}^{record.Sign.Raw}^{record.Rate}^{record.Phase.Raw}";

    /// <summary>
    /// The 53 columns of <c>H0ZOCNT0</c>; those behind the best-known ones hold nothing but zeros. Sign stands before change here.
    /// </summary>
    public static string Of(in Trade trade, decimal previousClose)
    {
        var (change, sign, rate) = Against.PreviousClose(trade.Price.ToDecimal(), previousClose);
        var (time, price) = (Time(trade.Time), Price(trade.Price));
        var columns = new string[RecordLayout.H0ZOCNT0.DocumentedWidth];
        Array.Fill(columns, "0.00");
        string[] known = [$"{trade.Code}", time, price, sign.Raw, $"{change}", $"{rate}", Price(trade.OpeningPrice), price, price, "1", "1"];
        known.CopyTo(columns, 0);
        return string.Join('^', columns);
    }

    private static string Time(TimeOnly? time) => time?.ToString("HHmmss", CultureInfo.InvariantCulture) ?? "";

    private static string Price(Won won) => won.HasValue ? $"{won}" : "0.00"; // zero is the venue's way to say that there is none
}

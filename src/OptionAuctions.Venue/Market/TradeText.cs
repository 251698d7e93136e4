using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Market;

/// <summary>
/// Writes the one trade at a cross as <c>H0ZOCNT0</c> has it: 53 columns. The sign comes before the change here, unlike in expected executions. A cross is
/// made by neither side, so that the counts of buyers and sellers are 0.
/// </summary>
internal static class TradeText
{
    private const int Multiplier = 10, MostOpen = 5_000, MostChange = 20, UsualVolume = 400;
    private const double YearlyDeviation = 0.03;

    public static byte[] AtCross(MarketModel model, SeriesToday series, OptionCross cross)
    {
        var (change, sign, rate) = RecordText.Against(series, cross.Price);
        var (open, high, low) = (cross.SoFar[0], cross.SoFar.MaxBy(one => one.Price), cross.SoFar.MinBy(one => one.Price));
        var volume = cross.SoFar.Sum(one => one.Contracts);
        var day = SeededRandom.For(
            model.Seed, "open interest", $"{series.Code}", series.Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        var (openInterest, added) = (MostChange + day.Below(MostOpen), day.Below((2 * MostChange) + 1) - MostChange);
        var columns = new Columns(RecordLayout.H0ZOCNT0.Width, "0")
            .Texts(1, $"{series.Code}", RecordText.Time(cross.At), Columns.Decimal(cross.Price), $"{sign}", Columns.Decimal(change))
            .Decimals(6, (double)rate, open.Price, high.Price, low.Price)
            .Numbers(10, cross.Contracts, volume, cross.SoFar.Sum(one => one.Contracts * one.Price * Multiplier))
            .Numbers(14, openInterest, added)
            .Texts(16, [.. Against(cross, open), .. Against(cross, high), .. Against(cross, low)])
            .Decimals(25, 0)
            .Decimals(39, 0)
            .Decimals(53, 100.0 * volume / (1 + day.Below(UsualVolume)));
        Values(columns, series, cross, day);
        Book(columns, BookModel.At(model.Seed, series, cross.At, expected: 0));
        return columns.ToBytes();
    }

    /// <summary>Writes what the model says of the series: theoretical price, intrinsic and time value, sensitivities, volatilities and bases.</summary>
    private static void Values(Columns columns, SeriesToday series, OptionCross cross, SeededRandom day)
    {
        var (spot, theoretical) = (series.StockAt(cross.At), series.WorthAt(cross.At));
        var intrinsic = Math.Max(0, series.IsCall ? spot - series.Strike : series.Strike - spot);
        var (greeks, excess) = (Greeks.Of(series, spot), cross.Price - theoretical);
        columns
            .Decimals(13, theoretical)
            .Decimals(26, Math.Max(0, theoretical - intrinsic), intrinsic, cross.Price - intrinsic)
            .Decimals(29, greeks.Delta, greeks.Gamma, greeks.Vega, greeks.Theta, 0)
            .Decimals(34, OptionModel.Skewed(series.StockVolatility, Math.Log(series.Strike / spot)), excess)
            .Decimals(37, theoretical - spot, series.StockVolatility + (YearlyDeviation * day.Normal()))
            .Decimals(40, theoretical > 0 ? 100 * excess / theoretical : 0, cross.Price - spot);
    }

    private static void Book(Columns columns, OrderBook book) => columns
        .Decimals(42, book.Asks[0].Price, book.Bids[0].Price)
        .Numbers(44, book.Asks[0].Quantity, book.Bids[0].Quantity)
        .Numbers(51, book.TotalAsked, book.TotalBid);

    /// <summary>Returns time, sign and difference of the present price against an earlier one.</summary>
    private static string[] Against(OptionCross cross, (DateTimeOffset At, int Price, long Contracts) earlier)
    {
        var difference = cross.Price - earlier.Price;
        return [RecordText.Time(earlier.At), difference > 0 ? "2" : difference < 0 ? "5" : "3", Columns.Decimal(difference)];
    }
}

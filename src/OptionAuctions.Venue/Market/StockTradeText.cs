using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Market;

/// <summary>Writes trades of stocks as <c>H0STCNT0</c> has them: 46 columns, prices in whole won. The sign comes before the change.</summary>
internal static class StockTradeText
{
    private const string RegularSession = "20", NotHalted = "N", InSession = "0";
    private const int UnitsADay = 600, DaysToTurnOver = 400;

    public static byte[] Of(MarketModel model, LinearToday stock, StockTrade trade)
    {
        var day = trade.Day;
        var book = BookModel.At(model.Seed, stock, trade.At, expected: 0);
        var (change, sign, rate) = RecordText.Against(stock, trade.Price);
        var yesterday = stock.QuantityUnit * (UnitsADay / 2 + SeededRandom.For(model.Seed, "yesterday", $"{stock.Code}").Below(UnitsADay));
        var sameTime = Math.Max(1, (long)(yesterday * ShareOfDay(trade.At)));
        return new Columns(RecordLayout.H0STCNT0.Width, "0")
            .Texts(1, $"{stock.Code}", RecordText.Time(trade.At), $"{trade.Price}", $"{sign}", Columns.Whole(change), Columns.Decimal((double)rate))
            .Decimals(7, (double)day.Turnover / day.Volume)
            .Numbers(8, day.Open.Price, day.High.Price, day.Low.Price, book.Asks[0].Price, book.Bids[0].Price, trade.Quantity, day.Volume, day.Turnover)
            .Numbers(16, day.Sold.Trades, day.Bought.Trades, day.Bought.Trades - day.Sold.Trades)
            .Decimals(19, Percent(day.Bought.Shares, day.Sold.Shares))
            .Numbers(20, day.Sold.Shares, day.Bought.Shares, (long)trade.Side)
            .Decimals(23, (double)day.Bought.Shares / day.Volume, Percent(day.Volume, yesterday))
            .Texts(25, [.. Against(trade, day.Open), .. Against(trade, day.High), .. Against(trade, day.Low)])
            .Texts(34, trade.At.ToOffset(MarketTime.Offset).ToString("yyyyMMdd", CultureInfo.InvariantCulture), RegularSession, NotHalted)
            .Numbers(37, book.Asks[0].Quantity, book.Bids[0].Quantity, book.TotalAsked, book.TotalBid)
            .Decimals(41, Percent(day.Volume, stock.QuantityUnit * UnitsADay * DaysToTurnOver))
            .Texts(42, Columns.Whole(sameTime), Columns.Decimal(Percent(day.Volume, sameTime)), InSession, "", $"{day.LastCross}")
            .ToBytes();
    }

    /// <summary>Returns time, sign and difference of the present price against an earlier one.</summary>
    private static string[] Against(StockTrade trade, (int Price, DateTimeOffset At) earlier)
    {
        var difference = trade.Price - earlier.Price;
        return [RecordText.Time(earlier.At), difference > 0 ? "2" : difference < 0 ? "5" : "3", Columns.Whole(difference)];
    }

    private static double Percent(long part, long whole) => whole == 0 ? 0 : 100.0 * part / whole;

    private static double ShareOfDay(DateTimeOffset at) => Math.Clamp((at.ToOffset(MarketTime.Offset).TimeOfDay.TotalHours - 9) / 6.5, 0.02, 1);
}

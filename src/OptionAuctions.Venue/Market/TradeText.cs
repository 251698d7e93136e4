using System.Globalization;
using System.Text;

namespace OptionAuctions.Venue.Market;

/// <summary>
/// Writes the one trade at the cross as <c>H0ZOCNT0</c> has it: 53 columns, of which those behind the turnover are filled only as far
/// as a cross determines them. The sign comes before the change here, unlike in expected executions.
/// </summary>
internal static class TradeText
{
    private const int Columns = 53, Multiplier = 10;

    // Open interest and its changes, quantities at the best prices, numbers and quantities of trades and orders: whole numbers in the venue's example.
    private static readonly int[] WholeNumbers = [13, 14, 35, 43, 44, 45, 46, 47, 48, 49, 50, 51];

    public static byte[] AtCross(int seed, SeriesToday instrument, in Revision cross)
    {
        var time = RecordText.Time(cross.At);
        var (change, sign, rate) = RecordText.Against(instrument, cross.Price);
        var contracts = 1 + SeededRandom.For(seed, "contracts", instrument.Code.ToString(), time).Below(200);
        var price = string.Create(CultureInfo.InvariantCulture, $"{cross.Price:0.00}");
        var turnover = ((long)contracts * cross.Price * Multiplier).ToString(CultureInfo.InvariantCulture);
        var columns = new string[Columns];
        Array.Fill(columns, "0.00");
        foreach (var column in WholeNumbers) columns[column] = "0";
        string[] known =
        [
            instrument.Code.ToString(), time, price, sign.ToString(), string.Create(CultureInfo.InvariantCulture, $"{change:0.00}"),
            string.Create(CultureInfo.InvariantCulture, $"{rate:0.00}"), price, price, price,
            contracts.ToString(CultureInfo.InvariantCulture), contracts.ToString(CultureInfo.InvariantCulture), turnover,
        ];
        known.CopyTo(columns, 0);
        foreach (var hour in new[] { 15, 18, 21 }) (columns[hour], columns[hour + 1]) = (time, "3"); // open, high and low: this trade
        return Encoding.ASCII.GetBytes(string.Join('^', columns));
    }
}

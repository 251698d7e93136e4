using System.Globalization;
using System.Text;

namespace OptionAuctions.Venue.Market;

/// <summary>Writes expected executions as the venue does: two decimals on every number, the change signed.</summary>
internal static class RecordText
{
    /// <summary>Writes the seven columns of <c>H0ZOANC0</c>, without a delimiter at the end.</summary>
    public static byte[] ExpectedExecution(IInstrumentToday instrument, in Revision revision) => Encoding.ASCII.GetBytes(Forecast(instrument, revision));

    /// <summary>Writes the eight columns of <c>H0ZFANC0</c>: those of <c>H0ZOANC0</c>, and the quantity that would trade.</summary>
    public static byte[] ExpectedExecution(IInstrumentToday instrument, in Revision revision, long quantity) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Forecast(instrument, revision)}^{quantity}"));

    public static string Time(DateTimeOffset at) => at.ToOffset(MarketTime.Offset).ToString("HHmmss", CultureInfo.InvariantCulture);

    /// <summary>Writes a moment to the tenth of a second, as a name of what is drawn then.</summary>
    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmmssf", CultureInfo.InvariantCulture);

    /// <summary>Computes change in won, sign digit and rate in percent against the previous close; flat when nothing would match.</summary>
    public static (int Change, char Sign, decimal Rate) Against(IInstrumentToday instrument, int price)
    {
        var change = price == 0 ? 0 : price - instrument.PreviousClose;
        var sign = change switch
        {
            > 0 when price == instrument.UpperLimit => '1',
            > 0 => '2',
            0 => '3',
            < 0 when price == instrument.LowerLimit => '4',
            _ => '5',
        };
        return (change, sign, Math.Round(100m * change / instrument.PreviousClose, 2, MidpointRounding.AwayFromZero));
    }

    private static string Forecast(IInstrumentToday instrument, in Revision revision)
    {
        var (change, sign, rate) = Against(instrument, revision.Price);
        return string.Create(CultureInfo.InvariantCulture,
            $"{instrument.Code}^{Time(revision.At)}^{revision.Price:0.00}^{change:0.00}^{sign}^{rate:0.00}^{revision.Phase}");
    }
}

using System.Globalization;
using System.Text;
using CsCheck;

namespace OptionAuctions.Wire.Tests;

public sealed class CultureSpecs
{
    [Theory]
    [InlineData("de-DE")] // a comma for a point
    [InlineData("ar-SA")] // other digits, another minus, another calendar
    [InlineData("th-TH")] // the year 2569
    [InlineData("ko-KR")]
    [InlineData("tr-TR")] // an i that is no I
    public void The_wire_reads_and_writes_the_same_in_every_culture(string culture) => Any.Message.Sample(message =>
    {
        var frame = Frames.Of([.. message.Select(m => m.Fields), Frames.Fields(price: "NAN"), Frames.Fields(price: "1,5")]);

        Assert.Equal(In(CultureInfo.InvariantCulture, () => Told(frame)), In(new CultureInfo(culture), () => Told(frame)));
    }, iter: 300);

    private static string Told(byte[] frame)
    {
        var told = new StringBuilder();
        foreach (var (record, error, _) in Frames.Decode(frame).Readings)
            told.Append(error).Append(' ').Append(record.Code).Append(' ').Append(record.Time?.Ticks).Append(' ').Append(record.Price)
                .Append(' ').Append(record.Change).Append(' ').Append(record.Sign).Append(' ').Append(record.Rate).Append(' ')
                .Append(record.Phase).Append(' ').Append(record.Quality).AppendLine();
        foreach (var (trade, error, _) in Trades.Decode(Trades.Fields(), Trades.Fields(price: "1,5"), Trades.Fields(opening: "NAN")).Readings)
            told.Append(error).Append(' ').Append(trade.Time?.Ticks).Append(' ').Append(trade.Price).Append(' ').Append(trade.OpeningPrice).AppendLine();
        told.Append(Encoding.UTF8.GetString(RequestEncoder.PingPong(DateTimeOffset.UnixEpoch)));
        told.Append(AnswerCode.MeaningOf("", "invalid approval : not found"));
        return told.ToString();
    }

    private static string In(CultureInfo culture, Func<string> tell)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return tell();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}

using System.Text;
using CsCheck;

namespace OptionAuctions.Wire.Tests;

public sealed class HostileSpecs
{
    [Fact]
    public void Random_bytes_never_throw_and_never_give_nonsense() =>
        Gen.OneOf(Hostile.Bytes, Hostile.Payload).Sample(Sensible, iter: 20_000);

    [Fact]
    public void Damaged_messages_never_throw_and_never_give_nonsense() => Any.Message
        .SelectMany(message => Hostile.Mutation(Frames.Of([.. message.Select(m => m.Fields)])))
        .Sample(Sensible, iter: 20_000);

    [Fact]
    public void Damaged_messages_of_trades_never_throw_and_never_give_nonsense() => Gen.Int[7, 9]
        .SelectMany(width => Hostile.Mutation(Trades.Of(Trades.Fields()[..width], Trades.Fields(opening: "0.00")[..width])))
        .Sample(SensibleTrades, iter: 20_000);

    private static void SensibleTrades(byte[] message)
    {
        var decoded = Trades.Decode(message);

        Assert.Equal(decoded.Error == DecodeError.None ? decoded.Head.Count : 0, decoded.Readings.Count);
        if (decoded.Error == DecodeError.None)
            Assert.Equal(
                Encoding.Latin1.GetString(message, decoded.Head.PayloadStart, decoded.Head.PayloadLength),
                string.Join('^', decoded.Readings.Select(reading => reading.Raw)));
        foreach (var (trade, error, raw) in decoded.Readings)
        {
            Assert.Equal(decoded.Width, raw.Split('^').Length);
            if (error == DecodeError.None) Sensible(trade, raw.Split('^'));
            else Assert.Equal(default, trade);
        }
    }

    private static void Sensible(Trade trade, string[] fields)
    {
        Assert.Matches("^[A-Z0-9]{1,12}$", trade.Code.ToString());
        Assert.Equal(fields[0].Trim(' '), trade.Code.ToString());
        Assert.True(!trade.Price.HasValue || trade.Price.Hundredths > 0);
        Assert.True(!trade.OpeningPrice.HasValue || trade.OpeningPrice.Hundredths > 0);
    }

    private static void Sensible(byte[] message)
    {
        var decoded = Frames.Decode(message);

        Assert.Equal(decoded.Head.Kind == EnvelopeKind.Refused, decoded.Head.Error != DecodeError.None);
        Assert.Equal(decoded.Error == DecodeError.None ? decoded.Head.Count : 0, decoded.Readings.Count);
        Assert.True(decoded.Error != DecodeError.None || decoded.Width >= 7);
        if (decoded.Error == DecodeError.None)
            Assert.Equal(
                Encoding.Latin1.GetString(message, decoded.Head.PayloadStart, decoded.Head.PayloadLength),
                string.Join('^', decoded.Readings.Select(reading => reading.Raw)));
        foreach (var (record, error, raw) in decoded.Readings)
        {
            Assert.Equal(decoded.Width, raw.Split('^').Length);
            if (error == DecodeError.None) Sensible(record, raw.Split('^'));
            else Assert.Equal(default, record);
        }
    }

    private static void Sensible(ExpectedExecution record, string[] fields)
    {
        Assert.Matches("^[A-Z0-9]{1,12}$", record.Code.ToString());
        Assert.Equal(fields[0].Trim(' '), record.Code.ToString());
        Assert.True(!record.Price.HasValue || record.Price.Hundredths > 0);
        Assert.Matches("^[!-~]?$", record.Sign.Raw);
        Assert.Matches("^[!-~]{0,4}$", record.Phase.Raw);
        Assert.InRange((int)record.Quality, 0, 3);
        if (record.Quality.HasFlag(RecordQuality.SignDisagrees) || record.Sign.Direction == ChangeDirection.Unknown) return;
        Assert.True(!record.Change.HasValue || Math.Sign(record.Change.Hundredths) * record.Sign.Factor >= 0);
        Assert.True(!record.Rate.HasValue || Math.Sign(record.Rate.Hundredths) * record.Sign.Factor >= 0);
        if (record.Sign.Direction == ChangeDirection.Flat) Assert.True(record.Change.Hundredths is 0 or int.MinValue);
    }
}

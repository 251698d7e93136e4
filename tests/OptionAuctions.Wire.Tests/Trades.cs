using System.Text;

namespace OptionAuctions.Wire.Tests;

/// <summary>Builds messages of trades as the venue writes them, and reads them the way a caller does.</summary>
internal static class Trades
{
    /// <summary>The fields of one good trade, as many as are documented; a test replaces the ones it is about.</summary>
    public static string[] Fields(
        string code = "B11612083", string time = "090000", string price = "1060.00", string sign = "5", string change = "-120.00",
        string rate = "-10.17", string opening = "1080.00") =>
        [code, time, price, sign, change, rate, opening, "1090.00", "1050.00", "12", "340", "3604000", .. Enumerable.Repeat("0.00", 41)];

    public static byte[] Of(params string[][] records) => Frames.Bytes(
        $"0|H0ZOCNT0|{records.Length:000}|{string.Join('^', records.Select(fields => string.Join('^', fields)))}");

    public static DecodedTrades Decode(params string[][] records) => Decode(Of(records));

    public static DecodedTrades Decode(ReadOnlySpan<byte> message)
    {
        var head = EnvelopeDecoder.Decode(message);
        var error = TradeReader.Open(message, head, RecordLayout.H0ZOCNT0, out var reader);
        var readings = new List<TradeReading>();
        while (reader.TryRead(out var trade, out var refused))
            readings.Add(new TradeReading(trade, refused, Encoding.Latin1.GetString(reader.Raw)));
        return new DecodedTrades(head, error, reader.Width, readings);
    }

    /// <summary>The only trade of a message of one.</summary>
    public static Trade Trade(params string[] fields)
    {
        var reading = Assert.Single(Decode([fields]).Readings);
        Assert.Equal(DecodeError.None, reading.Error);
        return reading.Trade;
    }

    /// <summary>Why the only trade of a message of one was refused.</summary>
    public static DecodeError Refusal(params string[] fields)
    {
        var reading = Assert.Single(Decode([fields]).Readings);
        Assert.Equal(default, reading.Trade);
        return reading.Error;
    }
}

internal sealed record DecodedTrades(EnvelopeHead Head, DecodeError Error, int Width, IReadOnlyList<TradeReading> Readings);

internal sealed record TradeReading(Trade Trade, DecodeError Error, string Raw);

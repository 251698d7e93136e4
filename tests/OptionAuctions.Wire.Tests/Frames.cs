using System.Text;

namespace OptionAuctions.Wire.Tests;

/// <summary>Builds messages as the venue writes them, and reads them the way a caller does.</summary>
internal static class Frames
{
    /// <summary>The fields of one good record; a test replaces the ones it is about.</summary>
    public static string[] Fields(
        string code = "B11612083", string time = "084512", string price = "1060.00", string change = "-120.00", string sign = "5",
        string rate = "-10.17", string phase = "311") => [code, time, price, change, sign, rate, phase];

    public static byte[] Of(params string[][] records) => Bytes(
        $"0|H0ZOANC0|{records.Length:000}|{string.Join('^', records.Select(fields => string.Join('^', fields)))}");

    /// <summary>One byte a character, so that a test can write any byte.</summary>
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static EnvelopeHead Head(string message) => EnvelopeDecoder.Decode(Bytes(message), RecordLayout.H0ZOANC0);

    public static Decoded Decode(string message) => Decode(Bytes(message));

    public static Decoded Decode(params string[][] records) => Decode(Of(records));

    public static Decoded Decode(ReadOnlySpan<byte> message)
    {
        var layout = RecordLayout.H0ZOANC0;
        var head = EnvelopeDecoder.Decode(message, layout);
        var error = RecordReader.Open(message, head, layout, out var reader);
        var readings = new List<Reading>();
        while (reader.TryRead(out var record, out var refused))
            readings.Add(new Reading(record, refused, Encoding.Latin1.GetString(reader.Raw)));
        return new Decoded(head, error, reader.Width, readings);
    }

    /// <summary>The only record of a message of one.</summary>
    public static ExpectedExecution Record(params string[] fields)
    {
        var reading = Assert.Single(Decode([fields]).Readings);
        Assert.Equal(DecodeError.None, reading.Error);
        return reading.Record;
    }

    /// <summary>Why the only record of a message of one was refused.</summary>
    public static DecodeError Refusal(params string[] fields)
    {
        var reading = Assert.Single(Decode([fields]).Readings);
        Assert.Equal(default, reading.Record);
        return reading.Error;
    }
}

internal sealed record Decoded(EnvelopeHead Head, DecodeError Error, int Width, IReadOnlyList<Reading> Readings)
{
    public IEnumerable<ExpectedExecution> Records => Readings.Where(r => r.Error == DecodeError.None).Select(r => r.Record);
}

internal sealed record Reading(ExpectedExecution Record, DecodeError Error, string Raw);

using System.Text;

namespace OptionAuctions.Wire.Tests;

/// <summary>A message of any TR, read the way a caller does.</summary>
internal sealed record LayoutMessage(DecodeError Error, IReadOnlyList<LayoutReading> Readings)
{
    public static LayoutMessage Read(string trId, params string[] records)
    {
        var message = Frames.Bytes($"0|{trId}|{records.Length:000}|{string.Join('^', records)}");
        var head = EnvelopeDecoder.Decode(message);
        return head.Layout!.Kind == RecordKind.Trade ? ReadTrades(message, head) : ReadRecords(message, head);
    }

    private static LayoutMessage ReadRecords(byte[] message, EnvelopeHead head)
    {
        var readings = new List<LayoutReading>();
        var error = RecordReader.Open(message, head, head.Layout!, out var reader);
        while (error == DecodeError.None && reader.TryRead(out var record, out var detail, out var refused))
            readings.Add(new LayoutReading(record, default, detail, refused, Encoding.Latin1.GetString(reader.Raw)));
        return new LayoutMessage(error, readings);
    }

    private static LayoutMessage ReadTrades(byte[] message, EnvelopeHead head)
    {
        var readings = new List<LayoutReading>();
        var error = TradeReader.Open(message, head, head.Layout!, out var reader);
        while (error == DecodeError.None && reader.TryRead(out var trade, out var detail, out var refused))
            readings.Add(new LayoutReading(default, trade, detail, refused, Encoding.Latin1.GetString(reader.Raw)));
        return new LayoutMessage(error, readings);
    }
}

internal sealed record LayoutReading(ExpectedExecution Record, Trade Trade, RecordDetail? Detail, DecodeError Error, string Raw);

using System.Text;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Reads TR and codes of the records in a message that is not made here: sent by a test, recorded, or distorted by a scenario.</summary>
internal static class RecordsOf
{
    /// <summary>Returns TR and codes of the records that can be read; none when it is no data message of a TR that is served.</summary>
    public static (string TrId, IReadOnlyList<Instrument> Codes) Message(ReadOnlySpan<byte> message)
    {
        var head = EnvelopeDecoder.Decode(message);
        if (head is not { Kind: EnvelopeKind.Data, Layout: { } layout }) return ("", []);
        return (layout.TrId, layout.Kind == RecordKind.Trade ? OfTrades(message, head, layout) : OfOthers(message, head, layout));
    }

    /// <summary>
    /// Returns TR and first code of a message whose records cannot be read, or whose TR is not served: its second field, and the first column. None when the
    /// message has no such code.
    /// </summary>
    public static (string TrId, IReadOnlyList<Instrument> Codes) FirstCode(ReadOnlySpan<byte> message)
    {
        Span<Range> fields = stackalloc Range[5];
        if (message.IsEmpty || message[0] == (byte)'{' || Split(message, fields) < 4) return ("", []);
        var payload = message[fields[3]];
        var end = payload.IndexOfAny((byte)'^', (byte)'|');
        return Instrument.TryParse(end < 0 ? payload : payload[..end], out var code) ? (Encoding.Latin1.GetString(message[fields[1]]), [code]) : ("", []);
    }

    private static int Split(ReadOnlySpan<byte> message, Span<Range> fields)
    {
        var count = 0;
        foreach (var field in message.Split((byte)'|'))
        {
            fields[count++] = field;
            if (count == fields.Length) break;
        }

        return count;
    }

    private static List<Instrument> OfTrades(ReadOnlySpan<byte> message, EnvelopeHead head, RecordLayout layout)
    {
        var codes = new List<Instrument>(head.Count);
        if (TradeReader.Open(message, head, layout, out var reader) != DecodeError.None) return codes;
        while (reader.TryRead(out var trade, out var error))
            if (error == DecodeError.None)
                codes.Add(trade.Code);
        return codes;
    }

    private static List<Instrument> OfOthers(ReadOnlySpan<byte> message, EnvelopeHead head, RecordLayout layout)
    {
        var codes = new List<Instrument>(head.Count);
        if (RecordReader.Open(message, head, layout, out var reader) != DecodeError.None) return codes;
        while (reader.TryRead(out var record, out _, out var error))
            if (error == DecodeError.None)
                codes.Add(record.Code);
        return codes;
    }
}

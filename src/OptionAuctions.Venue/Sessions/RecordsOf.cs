using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Reads TR and codes of the records in a message that a test sends or a scenario distorts; none when it is no data message.</summary>
internal static class RecordsOf
{
    public static (string TrId, IReadOnlyList<Instrument> Codes) Message(ReadOnlySpan<byte> message)
    {
        var head = EnvelopeDecoder.Decode(message);
        if (head is not { Kind: EnvelopeKind.Data, Layout: { } layout }) return ("", []);
        return (layout.TrId, layout.Kind == RecordKind.Trade ? OfTrades(message, head, layout) : OfOthers(message, head, layout));
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

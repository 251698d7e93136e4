using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Reads the codes of the records in a message that a test sends or a scenario distorts; none when it is no data message.</summary>
internal static class RecordsOf
{
    public static IReadOnlyList<Instrument> Message(ReadOnlySpan<byte> message)
    {
        var layout = RecordLayout.H0ZOANC0;
        var head = EnvelopeDecoder.Decode(message, layout);
        if (head.Kind != EnvelopeKind.Data || RecordReader.Open(message, head, layout, out var reader) != DecodeError.None) return [];

        var codes = new List<Instrument>(head.Count);
        while (reader.TryRead(out var record, out var error))
            if (error == DecodeError.None)
                codes.Add(record.Code);
        return codes;
    }
}

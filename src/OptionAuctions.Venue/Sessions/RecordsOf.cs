using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Sessions;

/// <summary>The codes in a message that a test sends, as far as it is a data message at all.</summary>
internal static class RecordsOf
{
    public static IReadOnlyList<OptionCode> Message(ReadOnlySpan<byte> message)
    {
        var layout = RecordLayout.H0ZOANC0;
        var head = FrameDecoder.Decode(message, layout);
        if (head.Kind != FrameKind.Data || RecordReader.Open(message, head, layout, out var reader) != DecodeError.None) return [];

        var codes = new List<OptionCode>(head.Count);
        while (reader.TryRead(out var record, out var error))
            if (error == DecodeError.None)
                codes.Add(record.Code);
        return codes;
    }
}

namespace OptionAuctions.Wire.Tests.Slowly;

/// <summary>The envelope read by searching for its pipes, one after the other.</summary>
internal static class SlowEnvelope
{
    public static EnvelopeHead Decode(ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty) return Refuse(DecodeError.Empty);
        if (message[0] == (byte)'{') return new EnvelopeHead(EnvelopeKind.Control, DecodeError.None, 0, 0, 0);
        if (message[0] is not ((byte)'0' or (byte)'1')) return Refuse(DecodeError.UnknownKind);

        var tr = After(message, 0);
        var count = After(message, tr);
        var start = After(message, count);
        if (start < 0) return Refuse(DecodeError.Truncated);
        if (tr != 2) return Refuse(DecodeError.UnknownKind);
        var name = System.Text.Encoding.Latin1.GetString(message[tr..(count - 1)]);
        var layout = RecordLayout.Served.FirstOrDefault(served => served.TrId == name);
        if (layout is null) return Refuse(DecodeError.UnknownTr);
        if (message[0] == (byte)'1') return Refuse(DecodeError.Encrypted);
        if (!TryCount(message[count..(start - 1)], out var records)) return Refuse(DecodeError.BadCount);

        var payload = message[start..].TrimEnd("\r\n"u8);
        if (HasAnotherEnvelope(payload)) return Refuse(DecodeError.MergedMessages);
        return new EnvelopeHead(
            EnvelopeKind.Data, DecodeError.None, records, start, payload.Length, layout);
    }

    private static EnvelopeHead Refuse(DecodeError error) => new(EnvelopeKind.Refused, error, 0, 0, 0);

    private static bool HasAnotherEnvelope(ReadOnlySpan<byte> payload)
    {
        if (payload.IndexOf("\n{"u8) >= 0) return true;
        for (var pipe = After(payload, 0); pipe > 0; pipe = After(payload, pipe))
        {
            var count = After(payload, pipe);
            var end = After(payload, count);
            if (end < 0) return false;
            if (pipe > 1 && payload[pipe - 2] is (byte)'0' or (byte)'1' && Instrument.TryParse(payload[pipe..(count - 1)], out _)
                && TryCount(payload[count..(end - 1)], out _)) return true;
        }

        return false;
    }

    private static int After(ReadOnlySpan<byte> message, int from)
    {
        if (from < 0) return -1;
        for (var at = from; at < message.Length; at++)
            if (message[at] == (byte)'|') return at + 1;
        return -1;
    }

    private static bool TryCount(ReadOnlySpan<byte> digits, out int count)
    {
        count = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false; // int.TryParse would take a NUL at the end
            count = (count * 10) + digit - '0';
        }

        return digits.Length is > 0 and <= 3 && count > 0;
    }
}

namespace OptionAuctions.Wire;

/// <summary>Decodes the envelope <c>flag|TR|count|payload</c>. Only the first three pipes delimit it; a later one belongs to the payload.</summary>
public static class EnvelopeDecoder
{
    /// <summary>Decodes the envelope of one whole message. Leaves its records unread, allocates nothing, never throws.</summary>
    /// <param name="message">One WebSocket message as bytes, since its text may be broken.</param>
    /// <param name="only">The only TR to accept; <see langword="null"/> accepts every TR that is served.</param>
    public static EnvelopeHead Decode(ReadOnlySpan<byte> message, RecordLayout? only = null)
    {
        if (TryDecodeUsual(message, only, out var usual)) return usual;
        if (message.IsEmpty) return Refuse(DecodeError.Empty);
        if (message[0] == (byte)'{') return new EnvelopeHead(EnvelopeKind.Control, DecodeError.None, 0, 0, 0);
        if (message[0] is not ((byte)'0' or (byte)'1')) return Refuse(DecodeError.UnknownKind);

        var trStart = After(message, 0);
        var countStart = After(message, trStart);
        var payloadStart = After(message, countStart);
        if (payloadStart < 0) return Refuse(DecodeError.Truncated);
        if (trStart != 2) return Refuse(DecodeError.UnknownKind);
        var layout = RecordLayout.Named(message[trStart..(countStart - 1)]);
        if (layout is null || (only is not null && layout != only)) return Refuse(DecodeError.UnknownTr);
        if (message[0] == (byte)'1') return Refuse(DecodeError.Encrypted);
        if (!TryCount(message[countStart..(payloadStart - 1)], out var count)) return Refuse(DecodeError.BadCount);

        return DataHead(message, layout, count, payloadStart);
    }

    /// <summary>
    /// Decodes an envelope of the usual form <c>0|TTTTTTTT|nnn|</c> by fixed offsets, without a search for its pipes. False for any other
    /// form, which the search then decodes or refuses.
    /// </summary>
    private static bool TryDecodeUsual(ReadOnlySpan<byte> message, RecordLayout? only, out EnvelopeHead head)
    {
        const int payloadStart = 15;
        head = default;
        if (message.Length < payloadStart || message[0] != (byte)'0'
            || message[1] != (byte)'|' || message[10] != (byte)'|' || message[14] != (byte)'|') return false;
        var layout = RecordLayout.Named(message.Slice(2, 8));
        if (layout is null || (only is not null && layout != only) || !TryCount(message.Slice(11, 3), out var count)) return false;
        head = DataHead(message, layout, count, payloadStart);
        return true;
    }

    private static EnvelopeHead DataHead(ReadOnlySpan<byte> message, RecordLayout layout, int count, int payloadStart)
    {
        var end = message.Length;
        while (end > payloadStart && message[end - 1] is (byte)'\r' or (byte)'\n') end--;
        if (SecondEnvelope.IsIn(message[payloadStart..end])) return Refuse(DecodeError.MergedMessages);
        return new EnvelopeHead(EnvelopeKind.Data, DecodeError.None, count, payloadStart, end - payloadStart, layout);
    }

    private static EnvelopeHead Refuse(DecodeError error) => new(EnvelopeKind.Refused, error, 0, 0, 0);

    /// <summary>Returns the offset behind the next pipe; negative when there is none, or when <paramref name="from"/> is negative.</summary>
    internal static int After(ReadOnlySpan<byte> message, int from)
    {
        if (from < 0) return -1;
        var pipe = message[from..].IndexOf((byte)'|');
        return pipe < 0 ? -1 : from + pipe + 1;
    }

    /// <summary>Reads a record count of one to three digits; false for other text and for zero.</summary>
    internal static bool TryCount(ReadOnlySpan<byte> digits, out int count)
    {
        count = 0;
        if (digits.Length is 0 or > 3) return false;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit)) return false;
            count = (count * 10) + (digit - '0');
        }

        return count > 0;
    }
}

namespace OptionAuctions.Wire;

/// <summary>What a message is, by its first byte.</summary>
public enum FrameKind
{
    /// <summary>Neither of the others; see the reason.</summary>
    Refused,

    /// <summary>Records of a TR that is served.</summary>
    Data,

    /// <summary>JSON: an answer to a request, or PINGPONG.</summary>
    Control,
}

/// <summary>The envelope of a message, and where its records stand.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Error">Why it was refused; <see cref="DecodeError.None"/> otherwise.</param>
/// <param name="Count">Records announced by a data message, 1 to 999.</param>
/// <param name="PayloadStart">Offset in bytes of the first record of a data message.</param>
/// <param name="PayloadLength">Bytes of its records, without a line break at the end.</param>
/// <param name="Records">What the records of a data message are, and so which reader reads them; means nothing for another message.</param>
public readonly record struct FrameHead(
    FrameKind Kind, DecodeError Error, int Count, int PayloadStart, int PayloadLength, RecordKind Records = RecordKind.ExpectedExecution);

/// <summary>Reads the envelope <c>flag|TR|count|payload</c>. Only the first three pipes are its; a later one is the payload's.</summary>
public static class FrameDecoder
{
    /// <summary>Tells what a whole message is. Reads the envelope only, allocates nothing, never throws.</summary>
    /// <param name="message">One WebSocket message, as bytes: text may be broken.</param>
    /// <param name="only">The one TR to take; <see langword="null"/> takes every TR that is served.</param>
    public static FrameHead Decode(ReadOnlySpan<byte> message, RecordLayout? only = null)
    {
        if (IsUsual(message, only, out var usual)) return usual;
        if (message.IsEmpty) return Refuse(DecodeError.Empty);
        if (message[0] == (byte)'{') return new FrameHead(FrameKind.Control, DecodeError.None, 0, 0, 0);
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

        return Data(message, layout, count, payloadStart);
    }

    /// <summary>The envelope at the places where it nearly always is, <c>0|TTTTTTTT|nnn|</c>, without a search. What differs is for the search to judge.</summary>
    private static bool IsUsual(ReadOnlySpan<byte> message, RecordLayout? only, out FrameHead head)
    {
        const int payloadStart = 15;
        head = default;
        if (message.Length < payloadStart || message[0] != (byte)'0' || message[1] != (byte)'|' || message[10] != (byte)'|' || message[14] != (byte)'|') return false;
        var layout = RecordLayout.Named(message.Slice(2, 8));
        if (layout is null || (only is not null && layout != only) || !TryCount(message.Slice(11, 3), out var count)) return false;
        head = Data(message, layout, count, payloadStart);
        return true;
    }

    private static FrameHead Data(ReadOnlySpan<byte> message, RecordLayout layout, int count, int payloadStart)
    {
        var end = message.Length;
        while (end > payloadStart && message[end - 1] is (byte)'\r' or (byte)'\n') end--;
        if (SecondEnvelope.IsIn(message[payloadStart..end])) return Refuse(DecodeError.MergedFrames);
        return new FrameHead(FrameKind.Data, DecodeError.None, count, payloadStart, end - payloadStart, layout.Kind);
    }

    private static FrameHead Refuse(DecodeError error) => new(FrameKind.Refused, error, 0, 0, 0);

    /// <summary>Offset behind the next pipe; negative when there is none, or was none before.</summary>
    internal static int After(ReadOnlySpan<byte> message, int from)
    {
        if (from < 0) return -1;
        var pipe = message[from..].IndexOf((byte)'|');
        return pipe < 0 ? -1 : from + pipe + 1;
    }

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

using System.Buffers.Binary;

namespace OptionAuctions.WebSockets;

/// <summary>The header of one WebSocket frame from a server.</summary>
/// <param name="Kind">The opcode.</param>
/// <param name="IsLast">True when the message ends with this frame.</param>
/// <param name="Length">Length of the payload in bytes.</param>
/// <param name="Size">Size of the header itself in bytes, 2 to 10; 0 while it is incomplete.</param>
/// <param name="Refusal">The reason for which the frame is refused; it can be known before the header is complete.</param>
/// <remarks>A length that is encoded longer than necessary is accepted: its meaning is clear, and it is no reason to lose a session.</remarks>
internal readonly record struct WebSocketFrameHeader(WebSocketOpcode Kind, bool IsLast, long Length, int Size, WebSocketProtocolError Refusal)
{
    /// <summary>Longest payload of a control frame in bytes.</summary>
    public const int ControlCap = 125;

    private const int Last = 0x80, Reserved = 0x70, KindMask = 0x0F, MaskBit = 0x80, LengthMask = 0x7F;
    private const int ShortSize = 2, MediumSize = 4, LongSize = 10, Medium = 126;

    public bool IsControl => Kind >= WebSocketOpcode.Close;

    /// <summary>Decodes the header at the beginning of <paramref name="bytes"/>.</summary>
    public static WebSocketFrameHeader Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < ShortSize) return bytes.IsEmpty ? default : new WebSocketFrameHeader(default, false, 0, 0, RefusalOf(bytes[0]));
        int first = bytes[0], second = bytes[1];
        var (kind, isLast) = ((WebSocketOpcode)(first & KindMask), (first & Last) != 0);
        var refusal = RefusalOf(first);
        if (refusal == WebSocketProtocolError.None && (second & MaskBit) != 0) refusal = WebSocketProtocolError.Masked;
        if (refusal != WebSocketProtocolError.None) return new WebSocketFrameHeader(kind, isLast, 0, 0, refusal);

        var length = second & LengthMask;
        if (length < Medium) return new WebSocketFrameHeader(kind, isLast, length, ShortSize, WebSocketProtocolError.None);
        if (bytes.Length < (length == Medium ? MediumSize : LongSize)) return default;
        return length == Medium
            ? Bounded(kind, isLast, BinaryPrimitives.ReadUInt16BigEndian(bytes[ShortSize..]), MediumSize)
            : Bounded(kind, isLast, BinaryPrimitives.ReadInt64BigEndian(bytes[ShortSize..]), LongSize);
    }

    /// <summary>True for a code that a close frame may carry: RFC 6455 §7.4 and what IANA has added.</summary>
    public static bool IsCloseCode(int code) => code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);

    private static WebSocketFrameHeader Bounded(WebSocketOpcode kind, bool isLast, long length, int size)
    {
        var refusal = length < 0 ? WebSocketProtocolError.LengthBeyondBounds
            : kind >= WebSocketOpcode.Close && length > ControlCap ? WebSocketProtocolError.LongControl
            : WebSocketProtocolError.None;
        return new WebSocketFrameHeader(kind, isLast, length, size, refusal);
    }

    private static WebSocketProtocolError RefusalOf(int first)
    {
        if ((first & Reserved) != 0) return WebSocketProtocolError.ReservedBits;
        var kind = (WebSocketOpcode)(first & KindMask);
        if (kind is > WebSocketOpcode.Binary and < WebSocketOpcode.Close or > WebSocketOpcode.Pong) return WebSocketProtocolError.UnknownKind;
        return kind >= WebSocketOpcode.Close && (first & Last) == 0 ? WebSocketProtocolError.FragmentedControl : WebSocketProtocolError.None;
    }
}

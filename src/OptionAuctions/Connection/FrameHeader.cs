using System.Buffers.Binary;

namespace OptionAuctions.Connection;

/// <summary>Kinds of WebSocket frames, RFC 6455 §5.2; from <see cref="Close"/> on they are control frames.</summary>
internal enum FrameKind : byte
{
    Continuation = 0x0,
    Text = 0x1,
    Binary = 0x2,
    Close = 0x8,
    Ping = 0x9,
    Pong = 0xA,
}

/// <summary>Why a frame of the venue ends the connection. Each is answered with close(1002).</summary>
internal enum FrameRefusal : byte
{
    None,

    /// <summary>A bit that only an extension gives a meaning; none was asked for.</summary>
    ReservedBits,

    /// <summary>A kind that RFC 6455 does not define.</summary>
    UnknownKind,

    /// <summary>A server must not mask.</summary>
    Masked,

    /// <summary>A control frame that says it goes on.</summary>
    FragmentedControl,

    /// <summary>A control frame of more than 125 bytes.</summary>
    LongControl,

    /// <summary>A length of 2^63 or more.</summary>
    LengthBeyondBounds,

    /// <summary>A continuation while no message is open.</summary>
    ContinuationOfNothing,

    /// <summary>A message that begins inside of another.</summary>
    MessageInMessage,

    /// <summary>A close frame of one byte; it has none, or two and a reason.</summary>
    CloseOfOneByte,

    /// <summary>A close code that may not stand on the wire.</summary>
    CloseCode,
}

/// <summary>Head of one frame from a server.</summary>
/// <param name="Kind">What the frame is.</param>
/// <param name="IsLast">True when the message ends with it.</param>
/// <param name="Length">Bytes of payload.</param>
/// <param name="Size">Bytes of the head itself, 2 to 10; 0 while not all of it is there.</param>
/// <param name="Refusal">Why it is refused, which can be known before all of it is there.</param>
/// <remarks>A length in a longer form than it needs is taken: what it means is clear, and it is not worth a session.</remarks>
internal readonly record struct FrameHeader(FrameKind Kind, bool IsLast, long Length, int Size, FrameRefusal Refusal)
{
    /// <summary>Most bytes that a control frame carries.</summary>
    public const int ControlCap = 125;

    private const int Last = 0x80, Reserved = 0x70, KindMask = 0x0F, MaskBit = 0x80, LengthMask = 0x7F;
    private const int ShortSize = 2, MediumSize = 4, LongSize = 10, Medium = 126;

    public bool IsControl => Kind >= FrameKind.Close;

    /// <summary>Reads the head at the beginning of <paramref name="bytes"/>.</summary>
    public static FrameHeader Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < ShortSize) return bytes.IsEmpty ? default : new FrameHeader(default, false, 0, 0, RefusalOf(bytes[0]));
        int first = bytes[0], second = bytes[1];
        var (kind, isLast) = ((FrameKind)(first & KindMask), (first & Last) != 0);
        var refusal = RefusalOf(first);
        if (refusal == FrameRefusal.None && (second & MaskBit) != 0) refusal = FrameRefusal.Masked;
        if (refusal != FrameRefusal.None) return new FrameHeader(kind, isLast, 0, 0, refusal);

        var length = second & LengthMask;
        if (length < Medium) return new FrameHeader(kind, isLast, length, ShortSize, FrameRefusal.None);
        if (bytes.Length < (length == Medium ? MediumSize : LongSize)) return default;
        return length == Medium
            ? Bounded(kind, isLast, BinaryPrimitives.ReadUInt16BigEndian(bytes[ShortSize..]), MediumSize)
            : Bounded(kind, isLast, BinaryPrimitives.ReadInt64BigEndian(bytes[ShortSize..]), LongSize);
    }

    /// <summary>True for a code that a close frame may carry: RFC 6455 §7.4 and what IANA has added.</summary>
    public static bool IsCloseCode(int code) => code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);

    private static FrameHeader Bounded(FrameKind kind, bool isLast, long length, int size)
    {
        var refusal = length < 0 ? FrameRefusal.LengthBeyondBounds
            : kind >= FrameKind.Close && length > ControlCap ? FrameRefusal.LongControl
            : FrameRefusal.None;
        return new FrameHeader(kind, isLast, length, size, refusal);
    }

    private static FrameRefusal RefusalOf(int first)
    {
        if ((first & Reserved) != 0) return FrameRefusal.ReservedBits;
        var kind = (FrameKind)(first & KindMask);
        if (kind is > FrameKind.Binary and < FrameKind.Close or > FrameKind.Pong) return FrameRefusal.UnknownKind;
        return kind >= FrameKind.Close && (first & Last) == 0 ? FrameRefusal.FragmentedControl : FrameRefusal.None;
    }
}

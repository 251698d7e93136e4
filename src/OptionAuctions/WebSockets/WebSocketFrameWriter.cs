using System.Buffers.Binary;

namespace OptionAuctions.WebSockets;

/// <summary>The encoder of the WebSocket frames of a client: masked, and with the shortest encoding of the length.</summary>
internal static class WebSocketFrameWriter
{
    /// <summary>Size of a mask in bytes.</summary>
    public const int MaskSize = 4;

    private const int Last = 0x80, MaskBit = 0x80, Medium = 126, Long = 127;

    /// <summary>Returns the size of a frame in bytes, by the length of its payload.</summary>
    public static int SizeOf(int length) => HeaderSizeOf(length) + length;

    /// <summary>Writes one frame.</summary>
    /// <param name="frame">The destination; <see cref="SizeOf"/> of the payload, or more.</param>
    /// <param name="kind">The opcode.</param>
    /// <param name="isLast">False when the message continues in the next frame.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="mask">Four unpredictable bytes, new for each frame.</param>
    /// <returns>Number of bytes written.</returns>
    public static int Write(Span<byte> frame, WebSocketOpcode kind, bool isLast, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> mask)
    {
        var headerSize = HeaderSizeOf(payload.Length);
        frame[0] = (byte)((int)kind | (isLast ? Last : 0));
        if (payload.Length < Medium)
        {
            frame[1] = (byte)(MaskBit | payload.Length);
        }
        else if (payload.Length <= ushort.MaxValue)
        {
            frame[1] = MaskBit | Medium;
            BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)payload.Length);
        }
        else
        {
            frame[1] = MaskBit | Long;
            BinaryPrimitives.WriteInt64BigEndian(frame[2..], payload.Length);
        }

        mask[..MaskSize].CopyTo(frame[(headerSize - MaskSize)..]);
        var masked = frame.Slice(headerSize, payload.Length);
        payload.CopyTo(masked);
        Mask(masked, mask);
        return headerSize + payload.Length;
    }

    private static int HeaderSizeOf(int length) => MaskSize + (length < Medium ? 2 : length <= ushort.MaxValue ? 4 : 10);

    private static void Mask(Span<byte> bytes, ReadOnlySpan<byte> mask)
    {
        for (var i = 0; i < bytes.Length; i++) bytes[i] ^= mask[i % MaskSize];
    }
}

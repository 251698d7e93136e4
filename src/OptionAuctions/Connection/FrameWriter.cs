using System.Buffers.Binary;

namespace OptionAuctions.Connection;

/// <summary>Frames as a client writes them: masked, and with the shortest length that does.</summary>
internal static class FrameWriter
{
    /// <summary>Bytes of a mask.</summary>
    public const int MaskSize = 4;

    private const int Last = 0x80, MaskBit = 0x80, Medium = 126, Long = 127;

    /// <summary>Bytes that a frame with so much payload takes.</summary>
    public static int SizeOf(int length) => HeadOf(length) + length;

    /// <summary>Writes one frame.</summary>
    /// <param name="frame">Where to; <see cref="SizeOf"/> of the payload, or more.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="isLast">False when the message goes on in the next frame.</param>
    /// <param name="payload">Content.</param>
    /// <param name="mask">Four bytes that nobody can foresee, new for each frame.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> frame, FrameKind kind, bool isLast, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> mask)
    {
        var head = HeadOf(payload.Length);
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

        mask[..MaskSize].CopyTo(frame[(head - MaskSize)..]);
        var masked = frame.Slice(head, payload.Length);
        payload.CopyTo(masked);
        Mask(masked, mask);
        return head + payload.Length;
    }

    private static int HeadOf(int length) => MaskSize + (length < Medium ? 2 : length <= ushort.MaxValue ? 4 : 10);

    private static void Mask(Span<byte> bytes, ReadOnlySpan<byte> mask)
    {
        for (var i = 0; i < bytes.Length; i++) bytes[i] ^= mask[i % MaskSize];
    }
}

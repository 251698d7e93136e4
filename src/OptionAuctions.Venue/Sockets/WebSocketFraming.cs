using System.Buffers.Binary;

namespace OptionAuctions.Venue.Sockets;

/// <summary>Builds WebSocket frames (RFC 6455) as a server sends them: unmasked. Checks nothing, so that invalid ones can be built too.</summary>
internal static class WebSocketFraming
{
    public const byte Continuation = 0, TextMessage = 1, BinaryMessage = 2, Close = 8, Ping = 9, Pong = 10;

    public static byte[] Text(ReadOnlySpan<byte> payload) => Frame(TextMessage, payload);

    public static byte[] CloseWith(int code)
    {
        Span<byte> payload = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        return Frame(Close, payload);
    }

    /// <summary>Builds one frame.</summary>
    /// <param name="opcode">Kind.</param>
    /// <param name="payload">Content.</param>
    /// <param name="last">False for a message that goes on in the next frame.</param>
    /// <param name="announced">Length that the frame's head announces; that of the payload when negative.</param>
    public static byte[] Frame(byte opcode, ReadOnlySpan<byte> payload, bool last = true, long announced = -1)
    {
        Span<byte> head = stackalloc byte[10];
        var headLength = Head(head, opcode, last, announced < 0 ? payload.Length : announced);
        var frame = new byte[headLength + payload.Length];
        head[..headLength].CopyTo(frame);
        payload.CopyTo(frame.AsSpan(headLength));
        return frame;
    }

    private static int Head(Span<byte> head, byte opcode, bool last, long length)
    {
        head[0] = (byte)(opcode | (last ? 0x80 : 0));
        switch (length)
        {
            case < 126:
                head[1] = (byte)length;
                return 2;
            case <= ushort.MaxValue:
                head[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)length);
                return 4;
            default:
                head[1] = 127;
                BinaryPrimitives.WriteInt64BigEndian(head[2..], length);
                return 10;
        }
    }
}

using System.Buffers.Binary;

namespace OptionAuctions.Faults.Tests.Rig;

/// <summary>WebSocket frames as a server writes them that may lie.</summary>
internal static class WsFrame
{
    public const byte Continuation = 0, TextMessage = 1, BinaryMessage = 2, CloseMessage = 8, PingMessage = 9, PongMessage = 10;

    public static byte[] Text(ReadOnlySpan<byte> payload) => Of(TextMessage, payload);

    public static byte[] Close(ushort code)
    {
        var payload = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(payload, code);
        return Of(CloseMessage, payload);
    }

    /// <summary>One frame.</summary>
    /// <param name="opcode">Kind.</param>
    /// <param name="payload">Content.</param>
    /// <param name="last">False for a message that goes on in the next frame.</param>
    /// <param name="masked">True for what a server must not do.</param>
    /// <param name="reserved">Reserved bits, 0x10 to 0x70.</param>
    public static byte[] Of(byte opcode, ReadOnlySpan<byte> payload, bool last = true, bool masked = false, byte reserved = 0)
    {
        var frame = new List<byte> { (byte)(opcode | (last ? 0x80 : 0) | reserved) };
        var mask = (byte)(masked ? 0x80 : 0);
        if (payload.Length < 126) frame.Add((byte)(mask | payload.Length));
        else if (payload.Length <= ushort.MaxValue) frame.AddRange([(byte)(mask | 126), (byte)(payload.Length >> 8), (byte)payload.Length]);
        else AddLong(frame, mask, payload.Length);
        if (masked) frame.AddRange([0, 0, 0, 0]);
        frame.AddRange(payload);
        return [.. frame];
    }

    private static void AddLong(List<byte> frame, byte mask, int length) =>
        frame.AddRange([(byte)(mask | 127), 0, 0, 0, 0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length]);
}

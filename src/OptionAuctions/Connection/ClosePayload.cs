using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;

namespace OptionAuctions.Connection;

/// <summary>What a close frame carries, RFC 6455 §5.5.1: a code and a reason, or nothing.</summary>
internal static class ClosePayload
{
    private const int ReasonCap = FrameHeader.ControlCap - sizeof(ushort);

    /// <summary>The bytes. A reason too long for a control frame ends where its last whole character does.</summary>
    /// <param name="status">The code; <see cref="WebSocketCloseStatus.Empty"/> for a close without one, and without a reason.</param>
    /// <param name="reason">For a person to read.</param>
    public static byte[] Of(WebSocketCloseStatus status, string? reason)
    {
        if (status == WebSocketCloseStatus.Empty) return [];
        var payload = new byte[FrameHeader.ControlCap];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)status);
        Encoding.UTF8.GetEncoder().Convert(reason ?? "", payload.AsSpan(sizeof(ushort), ReasonCap), true, out _, out var written, out _);
        return payload[..(sizeof(ushort) + written)];
    }
}

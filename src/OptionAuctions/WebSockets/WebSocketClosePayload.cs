using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;

namespace OptionAuctions.WebSockets;

/// <summary>The payload of a WebSocket close frame, RFC 6455 §5.5.1: a code and a reason, or nothing.</summary>
internal static class WebSocketClosePayload
{
    private const int ReasonCap = WebSocketFrameHeader.ControlCap - sizeof(ushort); // bytes

    /// <summary>Encodes a payload. A reason too long for a control frame is cut after the last whole character that fits.</summary>
    /// <param name="status">The code; <see cref="WebSocketCloseStatus.Empty"/> for a close without one, and without a reason.</param>
    /// <param name="reason">For a person to read.</param>
    public static byte[] Of(WebSocketCloseStatus status, string? reason)
    {
        if (status == WebSocketCloseStatus.Empty) return [];
        var payload = new byte[WebSocketFrameHeader.ControlCap];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)status);
        Encoding.UTF8.GetEncoder().Convert(reason ?? "", payload.AsSpan(sizeof(ushort), ReasonCap), true, out _, out var written, out _);
        return payload[..(sizeof(ushort) + written)];
    }
}

using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;

namespace OptionAuctions.WebSockets;

/// <summary>
/// The parser of the WebSocket frames of a server. A message that is complete in one frame goes to the handler where its bytes are; one in fragments,
/// or one that does not fit into the caller's buffer, is assembled here first. One beyond the size limit is reported once and skipped.
/// </summary>
/// <param name="handler">Receives the messages.</param>
/// <param name="messageCap">Longest message in bytes.</param>
/// <param name="bufferSize">Size of the caller's buffer in bytes. A frame that fits, header included, is left there until it is complete.</param>
/// <remarks>
/// It reads and writes no stream, waits for nothing, and accepts bytes that are cut anywhere. Text is not checked for UTF-8, nor is the reason in a
/// close frame: one invalid byte is no reason to lose a session. After <see cref="WebSocketReadStep.Close"/> and
/// <see cref="WebSocketReadStep.Refused"/> nothing more is to be read.
/// </remarks>
internal sealed class WebSocketFrameReader(IWebSocketMessageHandler handler, int messageCap, int bufferSize)
{
    private readonly byte[] _control = new byte[WebSocketFrameHeader.ControlCap];
    private byte[]? _assembled; // the message in progress
    private int _controlLength, _length;
    private long _remaining; // payload bytes of the frame in progress
    private bool _inMessage, _isLast, _tooLong, _headerCounted;

    /// <summary>Number of pong frames so far, those that nobody asked for too.</summary>
    public long Pongs { get; private set; }

    /// <summary>Number of frames whose header was read so far.</summary>
    public long FramesBegun { get; private set; }

    /// <summary>The payload of the ping or close that the last step returned.</summary>
    public ReadOnlySpan<byte> Control => _control.AsSpan(0, _controlLength);

    /// <summary>The reason for which the last step was <see cref="WebSocketReadStep.Refused"/>.</summary>
    public WebSocketProtocolError Refusal { get; private set; }

    /// <summary>The code in the venue's close; <see cref="WebSocketCloseStatus.Empty"/> when it has none.</summary>
    public WebSocketCloseStatus CloseCode =>
        _controlLength == 0 ? WebSocketCloseStatus.Empty : (WebSocketCloseStatus)BinaryPrimitives.ReadUInt16BigEndian(_control);

    /// <summary>The reason in the venue's close.</summary>
    public string CloseReason => _controlLength <= sizeof(ushort) ? "" : Encoding.UTF8.GetString(_control, sizeof(ushort), _controlLength - sizeof(ushort));

    /// <summary>Parses up to the end of <paramref name="bytes"/> or to the first frame that has to be answered.</summary>
    /// <param name="bytes">Bytes that were received and not taken before.</param>
    /// <param name="taken">Number of bytes that need not be passed again.</param>
    public WebSocketReadStep Read(ReadOnlySpan<byte> bytes, out int taken)
    {
        taken = 0;
        while (true)
        {
            if (_remaining > 0)
            {
                taken += Append(bytes[taken..]);
                if (_remaining > 0) return WebSocketReadStep.NeedMore;
                EndFrame();
            }

            var rest = bytes[taken..];
            var header = WebSocketFrameHeader.Decode(rest);
            if (header.Refusal != WebSocketProtocolError.None) return Refuse(header.Refusal);
            if (header.Size == 0) return WebSocketReadStep.NeedMore;
            if (!_headerCounted) (_headerCounted, FramesBegun) = (true, FramesBegun + 1);

            if (header.IsControl)
            {
                if (rest.Length - header.Size < header.Length) return WebSocketReadStep.NeedMore;
                taken += header.Size + (int)header.Length;
                _headerCounted = false;
                if (header.Kind == WebSocketOpcode.Pong)
                {
                    Pongs++;
                    continue;
                }

                return OnControl(header.Kind, rest.Slice(header.Size, (int)header.Length));
            }

            if (_inMessage != (header.Kind == WebSocketOpcode.Continuation))
                return Refuse(_inMessage ? WebSocketProtocolError.MessageInMessage : WebSocketProtocolError.UnexpectedContinuation);

            if (header.IsLast && !_inMessage)
            {
                if (header.Length <= rest.Length - header.Size)
                {
                    taken += header.Size + (int)header.Length;
                    _headerCounted = false;
                    Deliver(rest.Slice(header.Size, (int)header.Length));
                    continue;
                }

                if (header.Length <= bufferSize - header.Size) return WebSocketReadStep.NeedMore;
            }

            taken += header.Size;
            BeginFrame(header);
        }
    }

    private void Deliver(ReadOnlySpan<byte> message)
    {
        if (message.Length <= messageCap) handler.OnMessage(message);
        else handler.OnOversized(message[..messageCap]);
    }

    private void BeginFrame(in WebSocketFrameHeader header)
    {
        (_inMessage, _isLast, _remaining, _headerCounted) = (true, header.IsLast, header.Length, false);
        if (_remaining == 0) EndFrame();
    }

    /// <summary>Takes the available payload of the frame in progress.</summary>
    private int Append(ReadOnlySpan<byte> bytes)
    {
        var count = (int)Math.Min(_remaining, bytes.Length);
        if (!_tooLong)
        {
            _assembled ??= new byte[messageCap];
            var kept = Math.Min(count, messageCap - _length);
            bytes[..kept].CopyTo(_assembled.AsSpan(_length));
            _length += kept;
            if (count > kept)
            {
                _tooLong = true;
                handler.OnOversized(_assembled);
            }
        }

        _remaining -= count;
        return count;
    }

    private void EndFrame()
    {
        if (!_isLast) return;
        if (!_tooLong) handler.OnMessage(_assembled.AsSpan(0, _length));
        (_inMessage, _tooLong, _length) = (false, false, 0);
    }

    private WebSocketReadStep OnControl(WebSocketOpcode kind, ReadOnlySpan<byte> payload)
    {
        payload.CopyTo(_control);
        _controlLength = payload.Length;
        if (kind == WebSocketOpcode.Ping) return WebSocketReadStep.Ping;
        Debug.Assert(kind == WebSocketOpcode.Close, "no other control frame is defined");
        if (payload.Length == 1) return Refuse(WebSocketProtocolError.TruncatedCloseCode);
        if (payload.Length > 1 && !WebSocketFrameHeader.IsCloseCode(BinaryPrimitives.ReadUInt16BigEndian(payload)))
            return Refuse(WebSocketProtocolError.CloseCode);
        return WebSocketReadStep.Close;
    }

    private WebSocketReadStep Refuse(WebSocketProtocolError reason)
    {
        Refusal = reason;
        return WebSocketReadStep.Refused;
    }
}

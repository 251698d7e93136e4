using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;

namespace OptionAuctions.Connection;

/// <summary>What is to be done after some bytes were read.</summary>
internal enum FrameStep
{
    /// <summary>Nothing; more bytes are needed.</summary>
    NeedMore,

    /// <summary><see cref="FrameReader.Control"/> is to be sent back as a pong.</summary>
    Ping,

    /// <summary>The venue closes; <see cref="FrameReader.Control"/> is to be sent back as a close.</summary>
    Close,

    /// <summary>The connection is to be failed for <see cref="FrameReader.Refusal"/>.</summary>
    Refused,
}

/// <summary>
/// Bytes of a server into messages. One that is in hand in one piece goes to the tap as it stands in the bytes; one in fragments, or
/// too long to be waited for, is put together here first. One beyond the cap is told once and read past.
/// </summary>
/// <param name="tap">Takes the messages.</param>
/// <param name="messageCap">Bytes that a message may have.</param>
/// <param name="patience">Bytes a frame may have, head included, to be left with the caller until all of it is there. What the caller's buffer holds.</param>
/// <remarks>
/// Moves no bytes, waits for nothing, and does not care where they are cut. Text is not checked for UTF-8, nor is the reason in a close
/// frame: one broken byte is not worth a session. After <see cref="FrameStep.Close"/> and <see cref="FrameStep.Refused"/> nothing more is to be read.
/// </remarks>
internal sealed class FrameReader(IMessageTap tap, int messageCap, int patience)
{
    private readonly byte[] _control = new byte[FrameHeader.ControlCap];
    private byte[]? _parts;
    private int _controlLength, _length;
    private long _left;
    private bool _inMessage, _isLast, _tooLong, _begun;

    /// <summary>Frames whose head was read, so far.</summary>
    public long Begun { get; private set; }

    /// <summary>Payload of the ping or close that a step was taken for.</summary>
    public ReadOnlySpan<byte> Control => _control.AsSpan(0, _controlLength);

    /// <summary>Why the last step was <see cref="FrameStep.Refused"/>.</summary>
    public FrameRefusal Refusal { get; private set; }

    /// <summary>Code in the venue's close; <see cref="WebSocketCloseStatus.Empty"/> when it had none.</summary>
    public WebSocketCloseStatus CloseCode =>
        _controlLength == 0 ? WebSocketCloseStatus.Empty : (WebSocketCloseStatus)BinaryPrimitives.ReadUInt16BigEndian(_control);

    /// <summary>Reason in the venue's close.</summary>
    public string CloseReason => _controlLength <= sizeof(ushort) ? "" : Encoding.UTF8.GetString(_control, sizeof(ushort), _controlLength - sizeof(ushort));

    /// <summary>Reads on, up to the end of <paramref name="bytes"/> or to the first frame that has to be answered.</summary>
    /// <param name="bytes">What has come and was not taken before.</param>
    /// <param name="taken">Bytes that need not be shown again.</param>
    public FrameStep Read(ReadOnlySpan<byte> bytes, out int taken)
    {
        taken = 0;
        while (true)
        {
            if (_left > 0)
            {
                taken += Append(bytes[taken..]);
                if (_left > 0) return FrameStep.NeedMore;
                EndFrame();
            }

            var rest = bytes[taken..];
            var header = FrameHeader.Decode(rest);
            if (header.Refusal != FrameRefusal.None) return Refuse(header.Refusal);
            if (header.Size == 0) return FrameStep.NeedMore;
            if (!_begun) (_begun, Begun) = (true, Begun + 1);

            if (header.IsControl)
            {
                if (rest.Length - header.Size < header.Length) return FrameStep.NeedMore;
                taken += header.Size + (int)header.Length;
                _begun = false;
                if (header.Kind == FrameKind.Pong) continue;
                return OnControl(header.Kind, rest.Slice(header.Size, (int)header.Length));
            }

            if (_inMessage != (header.Kind == FrameKind.Continuation))
                return Refuse(_inMessage ? FrameRefusal.MessageInMessage : FrameRefusal.ContinuationOfNothing);

            if (header.IsLast && !_inMessage)
            {
                if (header.Length <= rest.Length - header.Size)
                {
                    taken += header.Size + (int)header.Length;
                    _begun = false;
                    Deliver(rest.Slice(header.Size, (int)header.Length));
                    continue;
                }

                if (header.Length <= patience - header.Size) return FrameStep.NeedMore;
            }

            taken += header.Size;
            BeginFrame(header);
        }
    }

    private void Deliver(ReadOnlySpan<byte> message)
    {
        if (message.Length <= messageCap) tap.OnMessage(message);
        else tap.OnOversized(message[..messageCap]);
    }

    private void BeginFrame(in FrameHeader header)
    {
        (_inMessage, _isLast, _left, _begun) = (true, header.IsLast, header.Length, false);
        if (_left == 0) EndFrame();
    }

    /// <summary>Takes of the frame in progress what there is of it.</summary>
    private int Append(ReadOnlySpan<byte> bytes)
    {
        var count = (int)Math.Min(_left, bytes.Length);
        if (!_tooLong)
        {
            _parts ??= new byte[messageCap];
            var kept = Math.Min(count, messageCap - _length);
            bytes[..kept].CopyTo(_parts.AsSpan(_length));
            _length += kept;
            if (count > kept)
            {
                _tooLong = true;
                tap.OnOversized(_parts);
            }
        }

        _left -= count;
        return count;
    }

    private void EndFrame()
    {
        if (!_isLast) return;
        if (!_tooLong) tap.OnMessage(_parts.AsSpan(0, _length));
        (_inMessage, _tooLong, _length) = (false, false, 0);
    }

    private FrameStep OnControl(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        payload.CopyTo(_control);
        _controlLength = payload.Length;
        if (kind == FrameKind.Ping) return FrameStep.Ping;
        Debug.Assert(kind == FrameKind.Close, "no other control frame is defined");
        if (payload.Length == 1) return Refuse(FrameRefusal.CloseOfOneByte);
        if (payload.Length > 1 && !FrameHeader.IsCloseCode(BinaryPrimitives.ReadUInt16BigEndian(payload))) return Refuse(FrameRefusal.CloseCode);
        return FrameStep.Close;
    }

    private FrameStep Refuse(FrameRefusal why)
    {
        Refusal = why;
        return FrameStep.Refused;
    }
}

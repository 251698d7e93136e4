using System.Buffers.Binary;

namespace OptionAuctions.Venue.Sockets;

/// <summary>Reads the messages of a client, which sends them in masked WebSocket frames.</summary>
internal sealed class ClientMessageReader(Stream stream)
{
    /// <summary>Bytes of one message at most. Requests have about 250.</summary>
    public const int LongestMessage = 64 * 1024;

    private readonly byte[] _head = new byte[12];
    private readonly byte[] _control = new byte[125];
    private byte[] _message = new byte[1024];
    private int _length;
    private byte _opcode;

    /// <summary>Reads the next message or control frame; <see langword="null"/> when the client has ended the connection.</summary>
    /// <exception cref="InvalidDataException">Not RFC 6455, or longer than <see cref="LongestMessage"/>.</exception>
    public async ValueTask<ClientMessage?> ReadAsync(CancellationToken ct)
    {
        while (true)
        {
            if (await stream.ReadAtLeastAsync(_head.AsMemory(0, 2), 2, throwOnEndOfStream: false, ct) < 2) return null;
            var (last, opcode, masked) = ((_head[0] & 0x80) != 0, (byte)(_head[0] & 0x0F), (_head[1] & 0x80) != 0);
            Require((_head[0] & 0x70) == 0 && masked, "reserved bits, or no mask");

            var length = await ReadLengthAsync(_head[1] & 0x7F, ct);
            await stream.ReadExactlyAsync(_head.AsMemory(0, 4), ct);
            var mask = BinaryPrimitives.ReadUInt32LittleEndian(_head);

            if (opcode >= WebSocketFraming.Close)
            {
                Require(last && length <= _control.Length, "a control frame in pieces, or too long");
                var control = _control.AsMemory(0, (int)length);
                await ReadUnmaskedAsync(control, mask, ct);
                return new ClientMessage(opcode, control);
            }

            Require(opcode == WebSocketFraming.Continuation == (_opcode != 0) && opcode <= WebSocketFraming.BinaryMessage, "a frame out of turn");
            Require(_length + length <= LongestMessage, "a message too long");
            if (opcode != WebSocketFraming.Continuation) _opcode = opcode;
            if (_message.Length < _length + length) Array.Resize(ref _message, (int)Math.Max(_message.Length * 2L, _length + length));
            await ReadUnmaskedAsync(_message.AsMemory(_length, (int)length), mask, ct);
            _length += (int)length;
            if (!last) continue;

            var message = new ClientMessage(_opcode, _message.AsMemory(0, _length));
            (_opcode, _length) = (0, 0);
            return message;
        }
    }

    private async ValueTask<long> ReadLengthAsync(int announced, CancellationToken ct)
    {
        if (announced < 126) return announced;
        var bytes = announced == 126 ? 2 : 8;
        await stream.ReadExactlyAsync(_head.AsMemory(0, bytes), ct);
        var length = bytes == 2 ? BinaryPrimitives.ReadUInt16BigEndian(_head) : BinaryPrimitives.ReadInt64BigEndian(_head);
        Require(length is >= 0 and <= LongestMessage, "a frame too long");
        return length;
    }

    private async ValueTask ReadUnmaskedAsync(Memory<byte> into, uint mask, CancellationToken ct)
    {
        await stream.ReadExactlyAsync(into, ct);
        var bytes = into.Span;
        for (var i = 0; i < bytes.Length; i++) bytes[i] ^= (byte)(mask >> (8 * (i & 3)));
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds) throw new InvalidDataException(otherwise);
    }
}

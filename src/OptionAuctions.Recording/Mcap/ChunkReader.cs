using System.IO.Hashing;
using ZstdSharp;

namespace OptionAuctions.Recording;

/// <summary>Decompresses and checks one chunk at a time, and then gives its messages one by one. Its memory is used for the next chunk.</summary>
internal sealed class ChunkReader(RecordFile file, RecordTable<McapSchema> schemas, RecordTable<McapChannel> channels) : IDisposable
{
    private readonly Decompressor _decompressor = new();
    private byte[] _memory = [];
    private int _length;
    private int _next;

    public ChunkHeader Header { get; private set; }

    /// <summary>Earliest and latest log time, and number, of the messages.</summary>
    public ulong Start { get; private set; }

    public ulong End { get; private set; }

    public int Messages { get; private set; }

    /// <summary>Offset in the uncompressed records of the message that was given last.</summary>
    public int MessageOffset { get; private set; }

    /// <summary>Reads a chunk. A chunk that is damaged gives no message at all; one of which only the header is wrong is whole.</summary>
    public bool TryLoad(RecordPlace place, ProblemList problems)
    {
        (_length, _next, Messages) = (0, 0, 0);
        try
        {
            _length = Decompress(place, problems);
            Examine(place);
            if ((Header.Start, Header.End) != (Start, End))
                problems.Add(new(place.Offset, McapProblemKind.Contradiction, "the times of the chunk are not those of its messages"));
            return true;
        }
        catch (McapException error)
        {
            problems.Add(new(place.Offset, McapProblemKind.Fields, error.Reason));
        }
        catch (ZstdException error)
        {
            problems.Add(new(place.Offset, McapProblemKind.Compression, $"the chunk cannot be decompressed: {error.Message}"));
        }

        _length = 0;
        return false;
    }

    /// <summary>Gives the next message. Its payload is valid until the next chunk.</summary>
    public bool TryNext(out McapMessage message)
    {
        while (_next < _length)
        {
            var records = new FieldReader(_memory.AsSpan(_next, _length - _next), 0);
            var opcode = (McapOpcode)records.U8();
            var content = new FieldReader(records.Bytes(records.U64()), 0);
            MessageOffset = _next;
            _next = _length - records.Left;
            if (opcode != McapOpcode.Message) continue;
            channels.TryGet(content.U16(), out var channel);
            var (sequence, logTime, publishTime) = (content.U32(), content.U64(), content.U64());
            message = new(channel!, sequence, logTime, publishTime, _memory.AsMemory(_next - content.Left, content.Left));
            return true;
        }

        message = default;
        return false;
    }

    public void Dispose() => _decompressor.Dispose();

    private int Decompress(RecordPlace place, ProblemList problems)
    {
        var fields = new FieldReader(file.Content(place), place.Offset);
        Header = ChunkHeader.Read(ref fields);
        var records = fields.Bytes(Header.CompressedSize);
        fields.End();
        if (Header.UncompressedSize > McapFormat.MaxBytes) throw new McapException(place.Offset, "the chunk is longer than 64 MiB");
        var size = (int)Header.UncompressedSize;
        if (_memory.Length < size) _memory = new byte[Math.Max(size, Math.Min(_memory.Length * 2, McapFormat.MaxBytes))];
        var length = Header.Compression switch
        {
            McapFormat.Zstd => _decompressor.Unwrap(records, _memory.AsSpan(0, size)),
            "" => Copy(records, _memory.AsSpan(0, size)),
            _ => throw new McapException(place.Offset, "the compression of the chunk is not known"),
        };
        if (length != size) throw new McapException(place.Offset, $"the chunk has {length} bytes where it says {size}");
        if (Header.Checksum == 0) problems.Add(new(place.Offset, McapProblemKind.NoChecksum, "the chunk has no checksum"));
        else if (Header.Checksum != Crc32.HashToUInt32(_memory.AsSpan(0, size)))
            throw new McapException(place.Offset, "the checksum of the chunk is not that of its records");
        return size;
    }

    private void Examine(RecordPlace place)
    {
        (Start, End) = (ulong.MaxValue, 0);
        var records = new FieldReader(_memory.AsSpan(0, _length), place.Offset);
        while (records.Left > 0)
        {
            var opcode = (McapOpcode)records.U8();
            var content = records.Bytes(records.U64());
            if (opcode == McapOpcode.Schema) schemas.Add(content, place.Offset);
            else if (opcode == McapOpcode.Channel) channels.Add(content, place.Offset);
            else if (opcode == McapOpcode.Message) Examine(new FieldReader(content, place.Offset), place);
        }

        if (Messages == 0) Start = 0;
    }

    private void Examine(FieldReader message, RecordPlace place)
    {
        var channel = message.U16();
        if (!channels.TryGet(channel, out _)) throw new McapException(place.Offset, $"a message is of channel {channel}, which is not known");
        message.U32();
        var time = message.U64();
        message.U64();
        (Start, End) = (Math.Min(Start, time), Math.Max(End, time));
        Messages++;
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to) =>
        from.TryCopyTo(to) ? from.Length : -1;
}

using System.Buffers.Binary;
using System.IO.Hashing;
using ZstdSharp;

namespace OptionAuctions.Recording;

/// <summary>The open chunk of a writer: records that wait for compression. Each chunk has the schemas and channels of its messages.</summary>
internal sealed class ChunkBuilder(int compressionLevel) : IDisposable
{
    private readonly RecordBuffer _records = new();
    private readonly List<ChannelIndex> _channels = [];
    private readonly Compressor _compressor = new(compressionLevel);
    private ulong _start;
    private ulong _end;

    public int Bytes => _records.Length;

    public bool IsEmpty => Messages == 0;

    public ulong Messages { get; private set; }

    /// <summary>Log time of the message that opened the chunk.</summary>
    public ulong OpenedAt { get; private set; }

    public void Add(ChannelIndex channel, McapSchema? schema, uint sequence, ulong logTime, ulong publishTime, ReadOnlySpan<byte> payload)
    {
        if (channel.Count == 0)
        {
            _channels.Add(channel);
            schema?.WriteTo(_records);
            channel.Channel.WriteTo(_records);
        }

        if (IsEmpty) OpenedAt = _start = _end = logTime;
        (_start, _end) = (Math.Min(_start, logTime), Math.Max(_end, logTime));
        Messages++;
        channel.Add(logTime, _records.Length);

        var head = _records.Room(McapFormat.RecordPrefix + McapFormat.MessageHead + payload.Length);
        head[0] = (byte)McapOpcode.Message;
        BinaryPrimitives.WriteUInt64LittleEndian(head[1..], (ulong)(McapFormat.MessageHead + payload.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(head[9..], channel.Channel.Id);
        BinaryPrimitives.WriteUInt32LittleEndian(head[11..], sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(head[15..], logTime);
        BinaryPrimitives.WriteUInt64LittleEndian(head[23..], publishTime);
        payload.CopyTo(head[(McapFormat.RecordPrefix + McapFormat.MessageHead)..]);
        _records.Take(head.Length);
    }

    /// <summary>Writes the chunk and its message indexes behind what is in a buffer whose first byte is at an offset of the file; the next chunk is open then.</summary>
    public ChunkIndex Close(RecordBuffer buffer, long offset, McapStatistics statistics)
    {
        var at = buffer.Length;
        var compressedSize = WriteChunk(buffer);
        var length = buffer.Length - at;
        var indexes = new Dictionary<ushort, ulong>(_channels.Count);
        foreach (var channel in _channels)
        {
            indexes[channel.Channel.Id] = (ulong)(offset + buffer.Length);
            statistics.Add(channel.Channel.Id, (ulong)channel.Count);
            channel.WriteTo(buffer);
            channel.Clear();
        }

        statistics.Add(Messages, _start, _end);
        statistics.Chunks++;
        var index = new ChunkIndex(
            _start, _end, offset + at, length, indexes, buffer.Length - at - length, McapFormat.Zstd, compressedSize, _records.Length);
        _channels.Clear();
        _records.Clear();
        Messages = 0;
        return index;
    }

    public void Dispose() => _compressor.Dispose();

    private int WriteChunk(RecordBuffer buffer)
    {
        var record = buffer.BeginRecord(McapOpcode.Chunk);
        buffer.U64(_start);
        buffer.U64(_end);
        buffer.U64((ulong)_records.Length);
        buffer.U32(Crc32.HashToUInt32(_records.Written));
        buffer.Text(McapFormat.Zstd);
        buffer.U64(0);
        var begin = buffer.Length;
        var size = _compressor.Wrap(_records.Written, buffer.Room(Compressor.GetCompressBound(_records.Length)));
        buffer.Take(size);
        BinaryPrimitives.WriteUInt64LittleEndian(buffer.Patch(begin - 8), (ulong)size);
        buffer.EndRecord(record);
        return size;
    }
}

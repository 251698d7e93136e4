namespace OptionAuctions.Recording;

/// <summary>Where a chunk is, what times it has, and where the message indexes behind it are.</summary>
/// <param name="Start">Earliest log time of its messages; 0 when it has none.</param>
/// <param name="End">Latest log time of its messages; 0 when it has none.</param>
/// <param name="Offset">Byte offset of the chunk record.</param>
/// <param name="Length">Length of the chunk record with its prefix.</param>
/// <param name="MessageIndexes">Byte offset of the message index record of each channel.</param>
/// <param name="MessageIndexLength">Length of all message index records together.</param>
/// <param name="Compression">How it is compressed.</param>
/// <param name="CompressedSize">Length of the compressed records.</param>
/// <param name="UncompressedSize">Length of the records.</param>
internal sealed record ChunkIndex(
    ulong Start,
    ulong End,
    long Offset,
    long Length,
    Dictionary<ushort, ulong> MessageIndexes,
    long MessageIndexLength,
    string Compression,
    long CompressedSize,
    long UncompressedSize)
{
    public RecordPlace Place => new(Offset, McapOpcode.Chunk, Length - McapFormat.RecordPrefix);

    public void WriteTo(RecordBuffer buffer)
    {
        var record = buffer.BeginRecord(McapOpcode.ChunkIndex);
        buffer.U64(Start);
        buffer.U64(End);
        buffer.U64((ulong)Offset);
        buffer.U64((ulong)Length);
        var map = buffer.BeginArray();
        foreach (var (channel, offset) in MessageIndexes)
        {
            buffer.U16(channel);
            buffer.U64(offset);
        }

        buffer.EndArray(map);
        buffer.U64((ulong)MessageIndexLength);
        buffer.Text(Compression);
        buffer.U64((ulong)CompressedSize);
        buffer.U64((ulong)UncompressedSize);
        buffer.EndRecord(record);
    }

    public static ChunkIndex Read(ref FieldReader fields) => new(
        fields.U64(),
        fields.U64(),
        fields.Position(),
        fields.Position(),
        fields.Counts(),
        fields.Position(),
        fields.Text(),
        fields.Position(),
        fields.Position());

    /// <summary>Whether another entry says the same; the order of channels does not matter.</summary>
    public bool Says(ChunkIndex other) =>
        this with { MessageIndexes = other.MessageIndexes } == other && MessageIndexes.Count == other.MessageIndexes.Count
        && MessageIndexes.All(entry => other.MessageIndexes.TryGetValue(entry.Key, out var offset) && offset == entry.Value);
}

namespace OptionAuctions.Recording;

/// <summary>The summary section of a file.</summary>
internal sealed class McapSummary
{
    private readonly Dictionary<long, object> _entries = [];

    /// <summary>Byte offset of its first record.</summary>
    public long Offset { get; private init; }

    public RecordTable<McapSchema> Schemas { get; } = new(McapSchema.Read);

    public RecordTable<McapChannel> Channels { get; } = new(McapChannel.Read);

    public List<ChunkIndex> Chunks { get; } = [];

    public List<AttachmentIndex> Attachments { get; } = [];

    public List<MetadataIndex> Metadata { get; } = [];

    public McapStatistics? Statistics { get; private set; }

    /// <summary>The records of the data section whose place is known, in file order; the last is the data end.</summary>
    public List<RecordPlace> Landmarks { get; private set; } = [];

    /// <summary>Reads the records of a summary section.</summary>
    /// <param name="bytes">The section.</param>
    /// <param name="offset">Its byte offset.</param>
    public static McapSummary Read(ReadOnlySpan<byte> bytes, long offset)
    {
        var summary = new McapSummary { Offset = offset };
        var section = new FieldReader(bytes, offset);
        while (section.Left > 0)
        {
            var at = offset + bytes.Length - section.Left;
            var opcode = (McapOpcode)section.U8();
            summary.Add(opcode, at, section.Bytes(section.U64()));
        }

        summary.FindLandmarks(offset);
        return summary;
    }

    /// <summary>Returns the index record of the chunk, attachment or note at a byte offset.</summary>
    public object? EntryAt(long offset) => _entries.GetValueOrDefault(offset);

    private void Add(McapOpcode opcode, long at, ReadOnlySpan<byte> content)
    {
        var fields = new FieldReader(content, at);
        switch (opcode)
        {
            case McapOpcode.Schema: Schemas.Add(content, at); break;
            case McapOpcode.Channel: Channels.Add(content, at); break;
            case McapOpcode.ChunkIndex: Chunks.Add(ChunkIndex.Read(ref fields)); break;
            case McapOpcode.AttachmentIndex: Attachments.Add(AttachmentIndex.Read(ref fields)); break;
            case McapOpcode.MetadataIndex: Metadata.Add(MetadataIndex.Read(ref fields)); break;
            case McapOpcode.Statistics: Statistics = McapStatistics.Read(ref fields); break;
            default: throw new McapException(at, $"a record of opcode {(byte)opcode} is not of a summary");
        }
    }

    private void FindLandmarks(long summaryStart)
    {
        IEnumerable<RecordPlace> places =
        [
            .. Chunks.Select(chunk => chunk.Place),
            .. Attachments.Select(index => Place(index.Attachment.Offset, McapOpcode.Attachment, index.Length)),
            .. Metadata.Select(index => Place(index.Offset, McapOpcode.Metadata, index.Length)),
            Place(summaryStart - McapFormat.DataEndBytes, McapOpcode.DataEnd, McapFormat.DataEndBytes),
        ];
        Landmarks = [.. places.OrderBy(place => place.Offset)];
        foreach (var chunk in Chunks) _entries[chunk.Offset] = chunk;
        foreach (var attachment in Attachments) _entries[attachment.Attachment.Offset] = attachment;
        foreach (var metadata in Metadata) _entries[metadata.Offset] = metadata;
        long end = McapFormat.Magic.Length;
        foreach (var place in Landmarks)
        {
            if (place.Offset < end || place.End > summaryStart || place.End < place.ContentOffset)
                throw new McapException(summaryStart, $"the summary places a record at byte {place.Offset}, where none can be");
            end = place.End;
        }
    }

    private static RecordPlace Place(long offset, McapOpcode opcode, long length) => new(offset, opcode, length - McapFormat.RecordPrefix);
}

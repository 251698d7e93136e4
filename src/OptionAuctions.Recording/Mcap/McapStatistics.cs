namespace OptionAuctions.Recording;

/// <summary>How much is in a file, counted while it is written or verified.</summary>
internal sealed class McapStatistics
{
    public ulong Messages { get; private set; }

    public ushort Schemas { get; set; }

    public uint Channels { get; set; }

    public uint Attachments { get; set; }

    public uint Metadata { get; set; }

    public uint Chunks { get; set; }

    /// <summary>Earliest and latest log time; 0 without messages.</summary>
    public ulong Start { get; private set; }

    public ulong End { get; private set; }

    public Dictionary<ushort, ulong> MessagesByChannel { get; private init; } = [];

    /// <summary>Counts messages of one channel.</summary>
    public void Add(ushort channel, ulong count) => MessagesByChannel[channel] = MessagesByChannel.GetValueOrDefault(channel) + count;

    /// <summary>Counts messages and widens the times; nothing when there are none.</summary>
    public void Add(ulong count, ulong start, ulong end)
    {
        if (count == 0) return;
        (Start, End) = Messages == 0 ? (start, end) : (Math.Min(Start, start), Math.Max(End, end));
        Messages += count;
    }

    public void WriteTo(RecordBuffer buffer)
    {
        var record = buffer.BeginRecord(McapOpcode.Statistics);
        buffer.U64(Messages);
        buffer.U16(Schemas);
        buffer.U32(Channels);
        buffer.U32(Attachments);
        buffer.U32(Metadata);
        buffer.U32(Chunks);
        buffer.U64(Start);
        buffer.U64(End);
        var map = buffer.BeginArray();
        foreach (var (channel, count) in MessagesByChannel)
        {
            buffer.U16(channel);
            buffer.U64(count);
        }

        buffer.EndArray(map);
        buffer.EndRecord(record);
    }

    public static McapStatistics Read(ref FieldReader fields) => new()
    {
        Messages = fields.U64(),
        Schemas = fields.U16(),
        Channels = fields.U32(),
        Attachments = fields.U32(),
        Metadata = fields.U32(),
        Chunks = fields.U32(),
        Start = fields.U64(),
        End = fields.U64(),
        MessagesByChannel = fields.Counts(),
    };

    public bool Says(McapStatistics other) =>
        (Messages, Schemas, Channels, Attachments, Metadata, Chunks, Start, End)
        == (other.Messages, other.Schemas, other.Channels, other.Attachments, other.Metadata, other.Chunks, other.Start, other.End)
        && MessagesByChannel.Count == other.MessagesByChannel.Count
        && MessagesByChannel.All(entry => other.MessagesByChannel.GetValueOrDefault(entry.Key) == entry.Value);
}

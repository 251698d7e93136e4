using System.Buffers.Binary;
using System.IO.Hashing;

namespace OptionAuctions.Recording;

/// <summary>What a writer collects for the end of its file: schemas, channels, where everything is, and how much it is.</summary>
internal sealed class SummaryBuilder
{
    private readonly (McapOpcode Opcode, RecordBuffer Records)[] _groups =
    [
        (McapOpcode.Schema, new()),
        (McapOpcode.Channel, new()),
        (McapOpcode.Statistics, new()),
        (McapOpcode.ChunkIndex, new()),
        (McapOpcode.AttachmentIndex, new()),
        (McapOpcode.MetadataIndex, new()),
    ];

    private readonly HashSet<ushort> _schemas = [];

    public McapStatistics Statistics { get; } = new();

    /// <summary>Adds a channel that has its first message, and its schema unless another channel brought it.</summary>
    public void Add(ChannelIndex channel, McapSchema? schema)
    {
        channel.IsInFile = true;
        Statistics.Channels++;
        channel.Channel.WriteTo(Group(McapOpcode.Channel));
        if (schema is null || !_schemas.Add(schema.Id)) return;
        Statistics.Schemas++;
        schema.WriteTo(Group(McapOpcode.Schema));
    }

    public void Add(ChunkIndex index) => index.WriteTo(Group(McapOpcode.ChunkIndex));

    public void Add(AttachmentIndex index)
    {
        Statistics.Attachments++;
        index.WriteTo(Group(McapOpcode.AttachmentIndex));
    }

    public void Add(MetadataIndex index)
    {
        Statistics.Metadata++;
        index.WriteTo(Group(McapOpcode.MetadataIndex));
    }

    /// <summary>Writes summary section, summary offset section and footer into an empty buffer whose first byte is at an offset of the file.</summary>
    public void WriteTo(RecordBuffer buffer, long offset)
    {
        Statistics.WriteTo(Group(McapOpcode.Statistics));
        foreach (var (_, records) in _groups) buffer.Bytes(records.Written);
        var offsets = offset + buffer.Length;
        var start = offset;
        foreach (var (opcode, records) in _groups)
        {
            if (records.Length > 0) WriteOffset(buffer, opcode, start, records.Length);
            start += records.Length;
        }

        var record = buffer.BeginRecord(McapOpcode.Footer);
        buffer.U64((ulong)offset);
        buffer.U64((ulong)offsets);
        buffer.U32(0);
        buffer.EndRecord(record);
        var covered = buffer.Length - 4;
        BinaryPrimitives.WriteUInt32LittleEndian(buffer.Patch(covered), Crc32.HashToUInt32(buffer.Written[..covered]));
    }

    private static void WriteOffset(RecordBuffer buffer, McapOpcode opcode, long start, int length)
    {
        var record = buffer.BeginRecord(McapOpcode.SummaryOffset);
        buffer.U8((byte)opcode);
        buffer.U64((ulong)start);
        buffer.U64((ulong)length);
        buffer.EndRecord(record);
    }

    private RecordBuffer Group(McapOpcode opcode) => Array.Find(_groups, group => group.Opcode == opcode).Records;
}

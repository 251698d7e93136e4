namespace OptionAuctions.Recording;

/// <summary>Where a record is.</summary>
/// <param name="Offset">Byte offset of its opcode.</param>
/// <param name="Opcode">Which kind it is.</param>
/// <param name="Length">Length of its content.</param>
internal readonly record struct RecordPlace(long Offset, McapOpcode Opcode, long Length)
{
    public long ContentOffset => Offset + McapFormat.RecordPrefix;

    public long End => ContentOffset + Length;
}

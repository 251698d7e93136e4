namespace OptionAuctions.Recording;

/// <summary>Where a metadata record is.</summary>
/// <param name="Offset">Byte offset of the record.</param>
/// <param name="Length">Its length with the prefix.</param>
/// <param name="Name">Its name.</param>
internal sealed record MetadataIndex(long Offset, long Length, string Name)
{
    public void WriteTo(RecordBuffer buffer)
    {
        var record = buffer.BeginRecord(McapOpcode.MetadataIndex);
        buffer.U64((ulong)Offset);
        buffer.U64((ulong)Length);
        buffer.Text(Name);
        buffer.EndRecord(record);
    }

    public static MetadataIndex Read(ref FieldReader fields) => new(fields.Position(), fields.Position(), fields.Text());
}

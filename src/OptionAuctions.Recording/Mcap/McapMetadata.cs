namespace OptionAuctions.Recording;

/// <summary>A note between the messages of a file: a name and values by key.</summary>
/// <param name="Offset">Byte offset of its record.</param>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its values.</param>
public sealed record McapMetadata(long Offset, string Name, IReadOnlyDictionary<string, string> Values)
{
    internal void WriteTo(RecordBuffer buffer)
    {
        var record = buffer.BeginRecord(McapOpcode.Metadata);
        buffer.Text(Name);
        buffer.Map(Values);
        buffer.EndRecord(record);
    }

    internal static McapMetadata Read(long offset, ref FieldReader fields) => new(offset, fields.Text(), fields.Map());
}

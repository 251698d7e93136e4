namespace OptionAuctions.Recording;

/// <summary>A sequence of messages of one kind and origin.</summary>
/// <param name="Id">Number in its file.</param>
/// <param name="SchemaId">Its schema; 0 when there is none.</param>
/// <param name="Topic">Its name.</param>
/// <param name="MessageEncoding">Encoding of the payloads, in the writer's words.</param>
/// <param name="Metadata">What else is known of it, by key.</param>
public sealed record McapChannel(ushort Id, ushort SchemaId, string Topic, string MessageEncoding, IReadOnlyDictionary<string, string> Metadata)
{
    internal void WriteTo(RecordBuffer buffer)
    {
        var record = buffer.BeginRecord(McapOpcode.Channel);
        buffer.U16(Id);
        buffer.U16(SchemaId);
        buffer.Text(Topic);
        buffer.Text(MessageEncoding);
        buffer.Map(Metadata);
        buffer.EndRecord(record);
    }

    internal static McapChannel Read(ref FieldReader fields) => new(fields.U16(), fields.U16(), fields.Text(), fields.Text(), fields.Map());
}

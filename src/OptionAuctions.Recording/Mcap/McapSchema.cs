namespace OptionAuctions.Recording;

/// <summary>How the payloads of channels are described.</summary>
/// <param name="Id">Number in its file, from 1.</param>
/// <param name="Name">Its name.</param>
/// <param name="Encoding">Format of <paramref name="Data"/>, such as <c>jsonschema</c>; empty when there is none.</param>
/// <param name="Data">The description.</param>
public sealed record McapSchema(ushort Id, string Name, string Encoding, ReadOnlyMemory<byte> Data)
{
    internal void WriteTo(RecordBuffer buffer)
    {
        var record = buffer.BeginRecord(McapOpcode.Schema);
        buffer.U16(Id);
        buffer.Text(Name);
        buffer.Text(Encoding);
        buffer.U32((uint)Data.Length);
        buffer.Bytes(Data.Span);
        buffer.EndRecord(record);
    }

    internal static McapSchema Read(ref FieldReader fields) => new(fields.U16(), fields.Text(), fields.Text(), fields.Bytes(fields.U32()).ToArray());
}

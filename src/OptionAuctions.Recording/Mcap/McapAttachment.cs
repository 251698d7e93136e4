using System.IO.Hashing;

namespace OptionAuctions.Recording;

/// <summary>A file within the file, for example the list of instruments of the day. <see cref="McapReader.ReadAttachment"/> gives its bytes.</summary>
/// <param name="Offset">Byte offset of its record.</param>
/// <param name="LogTime">When it was written, in nanoseconds since 1970.</param>
/// <param name="CreateTime">When it was made, in nanoseconds since 1970; 0 when that is not known.</param>
/// <param name="Name">Its name.</param>
/// <param name="MediaType">Its media type, such as <c>text/plain</c>.</param>
/// <param name="Bytes">Its length.</param>
public sealed record McapAttachment(long Offset, ulong LogTime, ulong CreateTime, string Name, string MediaType, long Bytes)
{
    internal void WriteTo(RecordBuffer buffer, ReadOnlySpan<byte> data)
    {
        var record = buffer.BeginRecord(McapOpcode.Attachment);
        buffer.U64(LogTime);
        buffer.U64(CreateTime);
        buffer.Text(Name);
        buffer.Text(MediaType);
        buffer.U64((ulong)data.Length);
        buffer.Bytes(data);
        buffer.U32(Crc32.HashToUInt32(buffer.Written[record..]));
        buffer.EndRecord(record);
    }

    /// <summary>Reads a record; its data and checksum are left to be read.</summary>
    internal static McapAttachment Read(long offset, ref FieldReader fields) =>
        new(offset, fields.U64(), fields.U64(), fields.Text(), fields.Text(), fields.Position());
}

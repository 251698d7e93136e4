namespace OptionAuctions.Recording;

/// <summary>Where an attachment is.</summary>
/// <param name="Attachment">What its record says.</param>
/// <param name="Length">Length of its record with the prefix.</param>
internal sealed record AttachmentIndex(McapAttachment Attachment, long Length)
{
    public void WriteTo(RecordBuffer buffer)
    {
        var record = buffer.BeginRecord(McapOpcode.AttachmentIndex);
        buffer.U64((ulong)Attachment.Offset);
        buffer.U64((ulong)Length);
        buffer.U64(Attachment.LogTime);
        buffer.U64(Attachment.CreateTime);
        buffer.U64((ulong)Attachment.Bytes);
        buffer.Text(Attachment.Name);
        buffer.Text(Attachment.MediaType);
        buffer.EndRecord(record);
    }

    public static AttachmentIndex Read(ref FieldReader fields)
    {
        var (offset, length, logTime, createTime) = (fields.Position(), fields.Position(), fields.U64(), fields.U64());
        var bytes = fields.Position();
        return new(new(offset, logTime, createTime, fields.Text(), fields.Text(), bytes), length);
    }
}

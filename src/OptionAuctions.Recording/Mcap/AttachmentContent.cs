using System.IO.Hashing;

namespace OptionAuctions.Recording;

/// <summary>A whole attachment record, whose checksum was compared.</summary>
internal readonly ref struct AttachmentContent
{
    /// <summary>What the record says.</summary>
    public McapAttachment Attachment { get; private init; }

    /// <summary>The bytes of the attachment.</summary>
    public ReadOnlySpan<byte> Data { get; private init; }

    /// <summary>Whether there is a checksum.</summary>
    public bool HasChecksum { get; private init; }

    /// <summary>Reads the content of a record; a wrong checksum is a <see cref="McapException"/>.</summary>
    public static AttachmentContent Read(ReadOnlySpan<byte> content, long offset)
    {
        var fields = new FieldReader(content, offset);
        var attachment = McapAttachment.Read(offset, ref fields);
        var data = fields.Bytes((ulong)attachment.Bytes);
        var checksum = fields.U32();
        fields.End();
        if (checksum != 0 && checksum != Crc32.HashToUInt32(content[..^4]))
            throw new McapException(offset, "the checksum of the attachment is not that of its bytes");
        return new() { Attachment = attachment, Data = data, HasChecksum = checksum != 0 };
    }
}

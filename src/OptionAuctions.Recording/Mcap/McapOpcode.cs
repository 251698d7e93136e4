namespace OptionAuctions.Recording;

/// <summary>The first byte of a record: which kind it is.</summary>
internal enum McapOpcode : byte
{
    None = 0,
    Header = 1,
    Footer = 2,
    Schema = 3,
    Channel = 4,
    Message = 5,
    Chunk = 6,
    MessageIndex = 7,
    ChunkIndex = 8,
    Attachment = 9,
    AttachmentIndex = 10,
    Statistics = 11,
    Metadata = 12,
    MetadataIndex = 13,
    SummaryOffset = 14,
    DataEnd = 15,
}

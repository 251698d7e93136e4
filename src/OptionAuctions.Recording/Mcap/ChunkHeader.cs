namespace OptionAuctions.Recording;

/// <summary>The fields of a chunk record before its records.</summary>
internal readonly record struct ChunkHeader(ulong Start, ulong End, ulong UncompressedSize, uint Checksum, string Compression, ulong CompressedSize)
{
    public static ChunkHeader Read(ref FieldReader fields) =>
        new(fields.U64(), fields.U64(), fields.U64(), fields.U32(), fields.Text(), fields.U64());
}

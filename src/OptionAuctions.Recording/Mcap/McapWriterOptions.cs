namespace OptionAuctions.Recording;

/// <summary>When a writer closes its chunks, and how it compresses them.</summary>
public sealed record McapWriterOptions
{
    /// <summary>Bytes of records, before compression, at which a chunk is closed: 1 KiB to 16 MiB, 1 MiB if nothing is said.</summary>
    public int ChunkBytes { get; init; } = 1 << 20;

    /// <summary>Age at which a chunk is closed, and so what a crash can take of the newest messages: 1 ms to 1 h, 1 s if nothing is said.</summary>
    public TimeSpan ChunkAge { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Level of zstd, 1 (quick) to 19 (small); 3 if nothing is said.</summary>
    public int CompressionLevel { get; init; } = 3;

    internal void Check()
    {
        if (ChunkBytes is < 1 << 10 or > 16 << 20) throw new ArgumentOutOfRangeException(nameof(ChunkBytes), ChunkBytes, "1 KiB to 16 MiB");
        if (ChunkAge < TimeSpan.FromMilliseconds(1) || ChunkAge > TimeSpan.FromHours(1))
            throw new ArgumentOutOfRangeException(nameof(ChunkAge), ChunkAge, "1 ms to 1 h");
        if (CompressionLevel is < 1 or > 19) throw new ArgumentOutOfRangeException(nameof(CompressionLevel), CompressionLevel, "1 to 19");
    }
}

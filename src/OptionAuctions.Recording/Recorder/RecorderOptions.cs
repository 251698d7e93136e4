namespace OptionAuctions.Recording;

/// <summary>Options of a recorder: where its files are, how large they get, and how soon a message is on the disk.</summary>
public sealed record RecorderOptions
{
    /// <summary>The folder of the files; it is made when it is not there. No default.</summary>
    public required string Directory { get; init; }

    /// <summary>First part of the names of the files: letters, digits, <c>-</c> and <c>_</c>. Default <c>auctions</c>.</summary>
    public string Name { get; init; } = "auctions";

    /// <summary>When the disk is told to keep what was written. Default <see cref="DiskSync.EachChunk"/>.</summary>
    public DiskSync Sync { get; init; } = DiskSync.EachChunk;

    /// <summary>Size in bytes from which a new file is begun, 1 MiB to 1 TiB. Default 1 GiB. A new day (KST) begins one too.</summary>
    public long MaxFileBytes { get; init; } = 1L << 30;

    /// <summary>Days for which files are kept, 1 to 36,500; older ones of the same name are deleted when a file is begun. Default: all are kept.</summary>
    public int? KeepDays { get; init; }

    /// <summary>Bytes that may wait for the disk, 64 KiB to 1 GiB. What comes when they are full is skipped and counted. Default 32 MiB.</summary>
    public int MaxWaitingBytes { get; init; } = 32 << 20;

    /// <summary>When a chunk is closed; see <see cref="McapWriterOptions"/>.</summary>
    public McapWriterOptions Chunks { get; init; } = new();

    /// <summary>Returns what a file begins with, asked when one is begun: all that is needed to read it years later. Default nothing.</summary>
    public Func<IReadOnlyList<RecordedFile>>? Files { get; init; }

    /// <summary>
    /// What is recorded, such as the address of the venue, without secrets; each file says it. A feed that starts again goes on only with files of its own
    /// source. Default: none is said.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>Opens a new file; in tests one that fails.</summary>
    internal Func<string, FileStreamOptions, Stream> Open { get; init; } = (path, how) => new FileStream(path, how);

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Directory);
        if (Name.Length is 0 or > 64 || !Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new ArgumentException($"'{Name}' is not 1 to 64 letters, digits, - and _", nameof(Name));
        Between(MaxFileBytes, 1 << 20, 1L << 40, nameof(MaxFileBytes));
        Between(KeepDays ?? 1, 1, 36_500, nameof(KeepDays));
        Between(MaxWaitingBytes, 64 << 10, 1 << 30, nameof(MaxWaitingBytes));
        if (!Enum.IsDefined(Sync)) throw new ArgumentOutOfRangeException(nameof(Sync), Sync, "no such value");
        Chunks.Check();
    }

    private static void Between(long value, long least, long most, string name)
    {
        if (value < least || value > most) throw new ArgumentOutOfRangeException(name, value, $"{least} to {most}");
    }
}

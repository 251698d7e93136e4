using OptionAuctions.Export.Files;

namespace OptionAuctions.Export;

/// <summary>Options of an export: where to, which tables, and its bounds.</summary>
public sealed record ExportOptions
{
    /// <summary>The folder that receives one folder for each table. It is made if there is none.</summary>
    public required string Directory { get; init; }

    /// <summary>The tables. Default: all.</summary>
    public ExportTables Tables { get; init; } = ExportTables.All;

    /// <summary>
    /// Rows in a row group at most, 1 or more. Default 100,000. As many rows as two row groups wait in memory, all partitions together; when there are
    /// more, the longest partition is written, so that the row groups of many partitions are smaller.
    /// </summary>
    public int RowsPerGroup { get; init; } = 100_000;

    /// <summary>Bytes of messages in a row group at most, but for one message that is longer. Default 16 MiB.</summary>
    public int BytesPerGroup { get; init; } = 16 << 20;

    /// <summary>
    /// Files that are written at the same time, 1 or more. Default 256. When there are more partitions, the file that was written to least recently is finished,
    /// and its partition goes on in another.
    /// </summary>
    public int MaxOpenFiles { get; init; } = 256;

    /// <summary>Receives how far the export is, often; on the thread that exports. Default: nothing.</summary>
    public Action<ExportProgress>? Progress { get; init; }

    /// <summary>Opens a file to be written. A test has one that fails.</summary>
    internal Func<string, Stream> Create { get; init; } = PartFile.Open;

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Directory);
        ArgumentOutOfRangeException.ThrowIfLessThan(RowsPerGroup, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BytesPerGroup, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxOpenFiles, 1);
    }
}

using OptionAuctions.Export.Tables;

namespace OptionAuctions.Export.Files;

/// <summary>One partition of a table while it is written: its rows that wait, and its file.</summary>
/// <typeparam name="TRows">Type of the rows.</typeparam>
/// <param name="key">Its key.</param>
/// <param name="rows">Its rows.</param>
internal sealed class Partition<TRows>(PartitionKey key, TRows rows)
    where TRows : TableRows
{
    /// <summary>Its key.</summary>
    public PartitionKey Key { get; } = key;

    /// <summary>The rows that wait.</summary>
    public TRows Rows { get; } = rows;

    /// <summary>The file; <see langword="null"/> before the first row group, and between two files.</summary>
    public PartFile? File { get; set; }

    /// <summary>Number of files, the open one included.</summary>
    public int Files { get; set; }

    /// <summary>When it was last written to, as a running number.</summary>
    public long WrittenAt { get; set; }
}

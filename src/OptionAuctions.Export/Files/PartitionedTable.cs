using OptionAuctions.Export.Tables;

namespace OptionAuctions.Export.Files;

/// <summary>A table that is written to one folder for each day and each value of a further column, with bounds for memory and open files.</summary>
/// <typeparam name="TRows">Type of its rows.</typeparam>
/// <param name="name">Its name.</param>
/// <param name="column">The further column.</param>
/// <param name="folder">The folder of the export.</param>
/// <param name="options">The bounds.</param>
/// <param name="notes">What the footer of each file says about it.</param>
internal sealed class PartitionedTable<TRows>(
    string name, string column, ExportFolder folder, ExportOptions options, IReadOnlyDictionary<string, string> notes) : IAsyncDisposable
    where TRows : TableRows, new()
{
    private readonly Dictionary<PartitionKey, Partition<TRows>> _partitions = [];
    private readonly long _mostWaiting = options.RowsPerGroup * 2L, _mostBytes = options.BytesPerGroup * 2L;
    private Partition<TRows>? _current;
    private long _rows, _waiting, _bytes, _writes;
    private int _open;
    private bool _hasFull;

    /// <summary>Number of rows so far.</summary>
    public long Rows => _rows;

    /// <summary>True when rows have to be written.</summary>
    public bool IsDue => _hasFull || _waiting > _mostWaiting || _bytes > _mostBytes;

    /// <summary>Returns the rows of a partition, to which one row is added before <see cref="Added"/>.</summary>
    public TRows Of(PartitionKey key)
    {
        if (_current is { } same && same.Key == key) return same.Rows;
        if (!_partitions.TryGetValue(key, out var partition)) _partitions.Add(key, partition = new Partition<TRows>(key, new TRows()));
        _current = partition;
        return partition.Rows;
    }

    /// <summary>Counts a row that was added to the rows returned last.</summary>
    /// <param name="bytes">Size of what has no fixed size in it.</param>
    public void Added(int bytes = 0)
    {
        _rows++;
        _waiting++;
        _bytes += bytes;
        _hasFull |= IsFull(_current!.Rows);
    }

    /// <summary>Writes the partitions that are full, and while too much waits, the one that has most.</summary>
    /// <exception cref="ExportException">The disk does not take it.</exception>
    public async ValueTask WriteDueAsync(CancellationToken stop)
    {
        if (_hasFull)
            foreach (var partition in _partitions.Values.Where(one => IsFull(one.Rows)).ToArray()) await WriteAsync(partition, stop).ConfigureAwait(false);
        _hasFull = false;
        while (_waiting > _mostWaiting || _bytes > _mostBytes)
            await WriteAsync(_partitions.Values.MaxBy(Share)!, stop).ConfigureAwait(false);
    }

    /// <summary>Writes all that waits, finishes the files and moves them to their places.</summary>
    /// <exception cref="ExportException">The disk does not take it.</exception>
    public async Task<ExportedTable> PublishAsync(CancellationToken stop)
    {
        foreach (var partition in _partitions.Values)
        {
            if (partition.Rows.Count > 0) await WriteAsync(partition, stop).ConfigureAwait(false);
            if (partition.File is not null) await CompleteAsync(partition).ConfigureAwait(false);
        }

        stop.ThrowIfCancellationRequested();
        var days = _partitions.Keys.Select(key => key.Day).Distinct();
        var (files, bytes, removed) = ExportFolder.Naming(options.Directory, () => folder.Publish(name, days));
        return new ExportedTable(name, _rows, files, bytes, removed);
    }

    /// <summary>Closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var partition in _partitions.Values)
        {
            try
            {
                if (partition.File is { } file) await file.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception cause) when (ExportFolder.IsAboutFiles(cause))
            {
                // what is closed here is not finished, and will be removed
            }
        }
    }

    private bool IsFull(TRows rows) => rows.Count >= options.RowsPerGroup || rows.Bytes >= options.BytesPerGroup;

    private double Share(Partition<TRows> partition) =>
        ((double)partition.Rows.Count / options.RowsPerGroup) + ((double)partition.Rows.Bytes / options.BytesPerGroup);

    private async Task WriteAsync(Partition<TRows> partition, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        try
        {
            if (partition.File is null) await BeginAsync(partition, stop).ConfigureAwait(false);
            partition.WrittenAt = ++_writes;
            _waiting -= partition.Rows.Count;
            _bytes -= partition.Rows.Bytes;
            await partition.File!.WriteAsync(partition.Rows, stop).ConfigureAwait(false);
        }
        catch (Exception cause) when (ExportFolder.IsAboutFiles(cause))
        {
            throw ExportFolder.Named(options.Directory, cause);
        }
    }

    private async Task BeginAsync(Partition<TRows> partition, CancellationToken stop)
    {
        while (_open >= options.MaxOpenFiles)
            await CompleteAsync(_partitions.Values.Where(one => one.File is not null).MinBy(one => one.WrittenAt)!).ConfigureAwait(false);
        var path = folder.Staged(name, partition.Key.Folder(column), partition.Files);
        partition.File = await PartFile.BeginAsync(options.Create(path), partition.Rows, notes, stop).ConfigureAwait(false);
        partition.Files++;
        _open++;
    }

    private async Task CompleteAsync(Partition<TRows> partition)
    {
        try
        {
            await partition.File!.CompleteAsync().ConfigureAwait(false);
            partition.File = null;
            _open--;
        }
        catch (Exception cause) when (ExportFolder.IsAboutFiles(cause))
        {
            throw ExportFolder.Named(options.Directory, cause);
        }
    }
}

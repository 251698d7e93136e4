using OptionAuctions.History.Stores;
using OptionAuctions.Wire;

namespace OptionAuctions.History;

/// <summary>A history in a SQLite file.</summary>
/// <remarks>The file has mode 0600 when it is made here. Beside it are <c>-wal</c> and <c>-shm</c> while it is in use.</remarks>
public sealed class SqliteHistory : IAuctionHistory
{
    private readonly DatabaseHistory _database;

    private SqliteHistory(string path, DatabaseHistory database) => (Path, _database) = (path, database);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Opens a file; makes it, and its folder, when there is none. An older schema is brought to the newest.</summary>
    /// <exception cref="HistoryException">It cannot be opened; the message says why.</exception>
    public static async Task<SqliteHistory> OpenAsync(string path, CancellationToken stop = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        path = System.IO.Path.GetFullPath(path);
        Prepare(path);

        // SQLite does its work on the calling thread.
        return new SqliteHistory(path, await Task.Run(() => DatabaseHistory.OpenAsync(new SqliteDialect(path), stop), stop));
    }

    /// <inheritdoc/>
    public Task<HistoryChanges> UpsertAsync(IReadOnlyCollection<CallSummary> summaries, CancellationToken stop = default) =>
        Task.Run(() => _database.UpsertAsync(summaries, stop), stop);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CallSummary>> ReadAsync(HistoryQuery query, CancellationToken stop = default) =>
        Task.Run(() => _database.ReadAsync(query, stop), stop);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static void Prepare(string path)
    {
        try
        {
            Create(path);
            var file = new FileInfo(path);
            if (file.Length == 0) RegularFile.ReadAllBytes(path, maxBytes: 0); // to open a pipe would be to wait for its writer
            if (file.IsReadOnly) throw new HistoryException(HistoryProblem.ReadOnly, $"the history '{path}' may be read only");
        }
        catch (Exception cause) when (cause is UnauthorizedAccessException or IOException and not HistoryException)
        {
            throw new HistoryException(HistoryProblem.Unavailable, $"the history '{path}' cannot be opened: {cause.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static void Create(string path)
    {
        if (System.IO.Path.Exists(path)) return;
        var (folder, mode) = (System.IO.Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, mode | UnixFileMode.UserExecute);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        using var file = new FileStream(path, options);
    }
}

using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace OptionAuctions.History.Stores;

/// <summary>SQLite, version 3.24 or later: one file, in WAL mode, so that readers and a writer do not wait for each other.</summary>
/// <param name="path">The file.</param>
internal sealed class SqliteDialect(string path) : SqlDialect
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, Corrupt = 11, NotADatabase = 26;
    private const int BusySeconds = 10;

    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = BusySeconds,
    }.ToString();

    public override string Name => $"the history '{path}'";

    public override (string Day, string Time, string Flag) Types => ("TEXT", "TEXT", "INTEGER");

    public override async Task<DbConnection> ConnectAsync(CancellationToken stop)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(stop);
            await using var command = connection.CreateCommand();
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {BusySeconds * 1000}; PRAGMA journal_mode = WAL");
            await command.ExecuteNonQueryAsync(stop);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins it at once (<c>BEGIN IMMEDIATE</c>), since a transaction that reads first could not come to write any more.</summary>
    public override Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken stop) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false));

    public override async Task<bool> HasTableAsync(DbConnection connection, DbTransaction transaction, string table, CancellationToken stop) =>
        await CountAsync(connection, transaction, "name = @name", table, stop) > 0;

    public override async Task RefuseForeignAsync(DbConnection connection, DbTransaction transaction, CancellationToken stop)
    {
        if (await CountAsync(connection, transaction, "name <> @name", SchemaVersion.VersionTable, stop) > 0)
            throw new HistoryException(HistoryProblem.Foreign, $"'{path}' is the database of something else: it has tables, and no history");
    }

    public override object Time(DateTimeOffset at) =>
        at.ToOffset(MarketTime.Offset).ToString("yyyy-MM-ddTHH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);

    public override HistoryException? Translate(Exception cause) => cause is not SqliteException { SqliteErrorCode: var code } ? null : code switch
    {
        Busy or Locked => new(HistoryProblem.Unavailable, $"{Name} is locked by another process"),
        ReadOnly => new(HistoryProblem.ReadOnly, $"{Name} may be read only"),
        Corrupt or NotADatabase => new(HistoryProblem.Damaged, $"'{path}' is no SQLite database, or is damaged"),
        _ => new(HistoryProblem.Unavailable, $"{Name} cannot be used: {cause.Message.ReplaceLineEndings(" ")}"),
    };

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<long> CountAsync(
        DbConnection connection, DbTransaction transaction, string condition, string name, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, $"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND {condition}");
        SummaryColumns.Add(command, "name", name);
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }
}

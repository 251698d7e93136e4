using System.Data.Common;
using Npgsql;

namespace OptionAuctions.History.Stores;

/// <summary>PostgreSQL, version 13 or later.</summary>
/// <param name="source">The connections.</param>
/// <param name="name">The server and the database, in a sentence.</param>
/// <param name="password">The password, which no message may hold.</param>
internal sealed class PostgresDialect(NpgsqlDataSource source, string name, Secret password) : SqlDialect
{
    // Of this program alone, so that writers of one database wait for each other and for nobody else.
    private const string Lock = "SELECT pg_advisory_xact_lock(7019835120426)";

    public override string Name => name;

    public override (string Day, string Time, string Flag) Types => ("DATE", "TIMESTAMPTZ", "BOOLEAN");

    public override async Task<DbConnection> ConnectAsync(CancellationToken stop) => await source.OpenConnectionAsync(stop);

    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken stop)
    {
        var transaction = await connection.BeginTransactionAsync(stop);
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, Lock);
        await command.ExecuteNonQueryAsync(stop);
        return transaction;
    }

    public override async Task<bool> HasTableAsync(DbConnection connection, DbTransaction transaction, string table, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, "SELECT to_regclass(@name) IS NOT NULL");
        SummaryColumns.Add(command, "name", table);
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    public override object Time(DateTimeOffset at) => at.ToUniversalTime();

    public override HistoryException? Translate(Exception cause) => cause switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction } refusal =>
            new(HistoryProblem.ReadOnly, Sentence($"does not take a history: {refusal.MessageText}")),
        PostgresException refusal => new(HistoryProblem.Unavailable, Sentence($"cannot be used: {refusal.MessageText}")),
        NpgsqlException { InnerException: { } inner } => new(HistoryProblem.Unavailable, Sentence($"cannot be reached: {inner.Message}")),
        NpgsqlException => new(HistoryProblem.Unavailable, Sentence($"cannot be used: {cause.Message}")),
        TimeoutException or System.Net.Sockets.SocketException => new(HistoryProblem.Unavailable, Sentence($"cannot be reached: {cause.Message}")),
        _ => null,
    };

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    private string Sentence(string text) => password.Scrub($"{Name} {text}").ReplaceLineEndings(" ");
}

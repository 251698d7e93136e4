using System.Data.Common;
using System.Globalization;

namespace OptionAuctions.History.Stores;

/// <summary>Brings a database to a version of the schema. Several processes may do so at once: the first one does it, and the others find it done.</summary>
internal static class SchemaMigrator
{
    /// <summary>Brings it to a version.</summary>
    /// <param name="dialect">The database.</param>
    /// <param name="to">The version: the newest, except in tests.</param>
    /// <param name="stop">Ends the attempt; nothing is changed then.</param>
    /// <exception cref="HistoryException">Its schema is of a later version, or it is the database of something else.</exception>
    public static async Task MigrateAsync(SqlDialect dialect, int to, CancellationToken stop)
    {
        await using var connection = await dialect.ConnectAsync(stop);
        await using var transaction = await dialect.BeginWriteAsync(connection, stop);
        var from = await VersionAsync(dialect, connection, transaction, stop);
        if (from > to)
        {
            throw new HistoryException(HistoryProblem.NewerSchema, string.Create(
                CultureInfo.InvariantCulture, $"{dialect.Name} has schema {from}, of a later version of this program, which knows {to} at most"));
        }

        if (from == to) return;
        foreach (var version in SchemaVersion.All.Where(version => version.Number > from && version.Number <= to))
            foreach (var statement in version.Statements) await RunAsync(connection, transaction, Typed(statement, dialect), stop);
        await RunAsync(connection, transaction, $"DELETE FROM {SchemaVersion.VersionTable}", stop);
        await RunAsync(
            connection, transaction, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO {SchemaVersion.VersionTable} (version) VALUES ({to})"), stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Returns the version; 0 for a database without a history, in which the table of the version is made.</summary>
    private static async Task<int> VersionAsync(SqlDialect dialect, DbConnection connection, DbTransaction transaction, CancellationToken stop)
    {
        if (!await dialect.HasTableAsync(connection, transaction, SchemaVersion.VersionTable, stop))
        {
            await dialect.RefuseForeignAsync(connection, transaction, stop);
            await RunAsync(connection, transaction, $"CREATE TABLE {SchemaVersion.VersionTable} (version INTEGER NOT NULL)", stop);
            return 0;
        }

        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, $"SELECT version FROM {SchemaVersion.VersionTable}");
        return Convert.ToInt32(await command.ExecuteScalarAsync(stop), CultureInfo.InvariantCulture);
    }

    private static async Task RunAsync(DbConnection connection, DbTransaction transaction, string statement, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, statement);
        await command.ExecuteNonQueryAsync(stop);
    }

    private static string Typed(string statement, SqlDialect dialect) => statement
        .Replace("{day}", dialect.Types.Day, StringComparison.Ordinal)
        .Replace("{time}", dialect.Types.Time, StringComparison.Ordinal)
        .Replace("{flag}", dialect.Types.Flag, StringComparison.Ordinal);
}

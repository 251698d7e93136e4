using System.Data.Common;

namespace OptionAuctions.History.Stores;

/// <summary>A history in a database of a dialect, whose schema is the newest.</summary>
internal sealed class DatabaseHistory : IAsyncDisposable
{
    private const string Matching = "(code = @of OR underlying = @of OR name = @of)";

    private readonly SqlDialect _dialect;

    private DatabaseHistory(SqlDialect dialect) => _dialect = dialect;

    /// <summary>Opens it, and brings its schema to the newest version.</summary>
    /// <exception cref="HistoryException">It cannot be opened.</exception>
    public static async Task<DatabaseHistory> OpenAsync(SqlDialect dialect, CancellationToken stop)
    {
        var history = new DatabaseHistory(dialect);
        try
        {
            await history.TranslatedAsync(async () =>
            {
                await SchemaMigrator.MigrateAsync(dialect, SchemaVersion.Newest, stop);
                return 0;
            });
            return history;
        }
        catch
        {
            await dialect.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc cref="IAuctionHistory.UpsertAsync"/>
    public Task<HistoryChanges> UpsertAsync(IReadOnlyCollection<CallSummary> summaries, CancellationToken stop) => TranslatedAsync(async () =>
    {
        var changes = default(HistoryChanges);
        if (summaries.Count == 0) return changes;
        await using var connection = await _dialect.ConnectAsync(stop);
        await using var transaction = await _dialect.BeginWriteAsync(connection, stop);
        foreach (var offered in summaries)
        {
            var stored = await FindAsync(connection, transaction, offered, stop);
            var merged = CallSummaryMerge.Of(stored, offered);
            changes += (stored is null, merged == stored) switch
            {
                (true, _) => new HistoryChanges(1, 0, 0),
                (_, true) => new HistoryChanges(0, 0, 1),
                _ => new HistoryChanges(0, 1, 0),
            };
            if (merged != stored) await StoreAsync(connection, transaction, merged, stop);
        }

        await transaction.CommitAsync(stop);
        return changes;
    });

    /// <inheritdoc cref="IAuctionHistory.ReadAsync"/>
    public Task<IReadOnlyList<CallSummary>> ReadAsync(HistoryQuery query, CancellationToken stop) => TranslatedAsync<IReadOnlyList<CallSummary>>(async () =>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Days, 1);
        await using var connection = await _dialect.ConnectAsync(stop);
        await using var command = connection.CreateCommand();
        var matching = query.Calls.Count == 0 ? Matching : $"{Matching} AND call IN ({string.Join(", ", query.Calls.Select((_, place) => $"@call{place}"))})";
        command.CommandText = $"{SummaryColumns.Select} WHERE {matching} AND day IN "
            + $"(SELECT DISTINCT day FROM {SchemaVersion.Table} WHERE {matching} ORDER BY day DESC LIMIT @days) ORDER BY code, call, day, ordinal";
        SummaryColumns.Add(command, "of", HangulText.Compose(query.Of.Trim()));
        SummaryColumns.Add(command, "days", query.Days);
        foreach (var (place, call) in query.Calls.Index()) SummaryColumns.Add(command, $"call{place}", CallName.Of(call));
        await using var reader = await command.ExecuteReaderAsync(stop);
        var found = new List<CallSummary>();
        while (await reader.ReadAsync(stop)) found.Add(SummaryColumns.Read(reader));
        return [.. found.OrderBy(summary => $"{summary.Code}", StringComparer.Ordinal).ThenBy(summary => summary.Call)
            .ThenBy(summary => summary.Day).ThenBy(summary => summary.Ordinal)];
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _dialect.DisposeAsync();

    private static async Task<CallSummary?> FindAsync(DbConnection connection, DbTransaction transaction, CallSummary key, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, $"{SummaryColumns.Select} WHERE {SummaryColumns.ByKey}");
        SummaryColumns.AddKey(command, key);
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop) ? SummaryColumns.Read(reader) : null;
    }

    private async Task StoreAsync(DbConnection connection, DbTransaction transaction, CallSummary summary, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, SummaryColumns.Upsert);
        SummaryColumns.AddAll(command, summary, _dialect);
        await command.ExecuteNonQueryAsync(stop);
    }

    private async Task<T> TranslatedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception cause) when (_dialect.Translate(cause) is { } ours)
        {
            throw ours;
        }
        catch (Exception cause) when (cause is FormatException or InvalidCastException or ArgumentException and not ArgumentOutOfRangeException)
        {
            throw new HistoryException(HistoryProblem.Damaged, $"{_dialect.Name} has a row that cannot be read: {cause.Message.ReplaceLineEndings(" ")}");
        }
    }
}

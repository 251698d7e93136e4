using Npgsql;
using OptionAuctions.History.Stores;

namespace OptionAuctions.History;

/// <summary>A history in a PostgreSQL database: two tables in the first schema of its search path.</summary>
public sealed class PostgresHistory : IAuctionHistory
{
    private readonly DatabaseHistory _database;

    private PostgresHistory(DatabaseHistory database) => _database = database;

    /// <summary>Opens a database and makes the tables when there are none. An older schema is brought to the newest.</summary>
    /// <param name="connectionString">
    /// <c>Host=…;Database=…;Username=…;Password=…</c> and the other settings of Npgsql. No message holds any of it but host, port and database.
    /// </param>
    /// <param name="stop">Ends the attempt.</param>
    /// <exception cref="HistoryException">It cannot be opened; the message says why.</exception>
    public static async Task<PostgresHistory> OpenAsync(Secret connectionString, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        return new PostgresHistory(await DatabaseHistory.OpenAsync(Dialect(connectionString), stop));
    }

    /// <inheritdoc/>
    public Task<HistoryChanges> UpsertAsync(IReadOnlyCollection<CallSummary> summaries, CancellationToken stop = default) =>
        _database.UpsertAsync(summaries, stop);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CallSummary>> ReadAsync(HistoryQuery query, CancellationToken stop = default) => _database.ReadAsync(query, stop);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    /// <summary>Reads the connection string. What the driver says of one that it cannot read may quote it, so that is not passed on.</summary>
    private static PostgresDialect Dialect(Secret connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString.Reveal());
            if (string.IsNullOrEmpty(settings.Host)) throw new ArgumentException("no host");
            var name = FormattableString.Invariant($"the PostgreSQL history '{settings.Database ?? settings.Username}' at {settings.Host}:{settings.Port}");
            return new PostgresDialect(NpgsqlDataSource.Create(settings), name, new Secret(settings.Password ?? ""));
        }
        catch (Exception cause) when (cause is ArgumentException or FormatException or NotSupportedException or InvalidOperationException)
        {
            throw new HistoryException(
                HistoryProblem.BadConnectionString,
                "the connection string of PostgreSQL cannot be read; it has the form Host=…;Database=…;Username=…;Password=…");
        }
    }
}

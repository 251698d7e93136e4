using Npgsql;
using OptionAuctions.History.Stores;

namespace OptionAuctions.History.Tests.Stores;

[Trait("Category", "Postgres")]
public sealed class PostgresHistorySpecs(PostgresServer server) : HistoryStoreSpecs, IClassFixture<PostgresServer>
{
    private string _database = "";
    private SqlDialect? _dialect;

    internal override SqlDialect Dialect => _dialect!;

    public override async Task InitializeAsync()
    {
        _database = await server.MakeDatabaseAsync();
        _dialect = new PostgresDialect(NpgsqlDataSource.Create(server.To(_database)), "the history of the test", new Secret(PostgresServer.Password));
    }

    public override async Task DisposeAsync() => await _dialect!.DisposeAsync();

    [Fact]
    public async Task Who_may_only_read_is_refused_by_name()
    {
        await RunAsync(["CREATE ROLE reader LOGIN PASSWORD 'made-up-too'", "REVOKE CREATE ON SCHEMA public FROM PUBLIC"]);

        var settings = new NpgsqlConnectionStringBuilder(server.To(_database, "made-up-too")) { Username = "reader" };
        var refusal = await Assert.ThrowsAsync<HistoryException>(() => PostgresHistory.OpenAsync(new Secret(settings.ToString())));

        await RunAsync(["DROP ROLE reader"]);
        Assert.Equal(HistoryProblem.ReadOnly, refusal.Problem);
        Assert.Contains($"the PostgreSQL history '{_database}' at 127.0.0.1:{server.Port} does not take a history: permission denied", refusal.Message);
    }

    [Fact]
    public async Task A_wrong_password_a_database_that_is_not_there_and_a_server_that_is_not_there_are_refused_by_name()
    {
        Assert.Contains("password authentication failed", await RefusedAsync(server.To(_database, "wrong-Passw0rd")));
        Assert.Contains("\"nowhere\" does not exist", await RefusedAsync(server.To("nowhere")));
        Assert.Contains("127.0.0.1:1 cannot be reached", await RefusedAsync($"Host=127.0.0.1;Port=1;Username=auctions;Password={PostgresServer.Password}"));
    }

    [Fact]
    public async Task A_server_that_is_restarted_is_used_again()
    {
        await using var store = await OpenAsync();
        await store.UpsertAsync([Summaries.Whole]);
        await EndConnectionsAsync();

        var refusals = 0;
        while (true)
        {
            try
            {
                Assert.Single(await store.ReadAsync(new HistoryQuery("005930")));
                break;
            }
            catch (HistoryException cause) when (cause.Problem == HistoryProblem.Unavailable && ++refusals < 10)
            {
                // the pool still held a connection that the server has ended
            }
        }
    }

    protected override async Task<IAuctionHistory> OpenAsync() => await PostgresHistory.OpenAsync(new Secret(server.To(_database)));

    private async Task EndConnectionsAsync()
    {
        await using var source = NpgsqlDataSource.Create(server.To("postgres"));
        await using var command = source.CreateCommand($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_database}'");
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> RefusedAsync(string connectionString)
    {
        var refusal = await Assert.ThrowsAsync<HistoryException>(() => PostgresHistory.OpenAsync(new Secret(connectionString)));
        Assert.DoesNotContain("Passw0rd", $"{refusal}");
        Assert.Equal(HistoryProblem.Unavailable, refusal.Problem);
        return refusal.Message;
    }
}

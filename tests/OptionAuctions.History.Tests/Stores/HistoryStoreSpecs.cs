using System.Data.Common;
using OptionAuctions.History.Stores;

namespace OptionAuctions.History.Tests.Stores;

/// <summary>What both stores do.</summary>
public abstract class HistoryStoreSpecs : IAsyncLifetime
{
    private static readonly CallSummary Whole = Summaries.Whole, Torn = Summaries.Torn;

    /// <summary>The database without any table at first.</summary>
    internal abstract SqlDialect Dialect { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [Fact]
    public async Task What_is_stored_is_read_back_in_every_column()
    {
        await using var store = await OpenAsync();
        var bare = new CallSummary(Summaries.Day, new Instrument("C11612083"), CallKind.Closing)
        {
            Source = "live", Terms = Whole.Terms! with { Strike = null },
        };

        Assert.Equal(new HistoryChanges(2, 0, 0), await store.UpsertAsync([Whole, bare]));

        Assert.Equal([Whole, bare], await store.ReadAsync(new HistoryQuery("005930")));
    }

    [Fact]
    public async Task Amounts_are_exact_to_the_hundredth()
    {
        await using var store = await OpenAsync();
        Won[] amounts = [Won.OfHundredths(1), Won.OfHundredths(int.MaxValue), Won.OfHundredths(-int.MaxValue), Won.Of(1060.35m), Won.Of(0)];
        var summaries = amounts.Select((won, place) => Whole with
        {
            Code = new Instrument($"B1161208{place}"), First = won, Last = Won.Of(1), High = won, Low = won,
            Terms = Whole.Terms! with { Strike = 57_123.4567m },
        }).ToArray();

        await store.UpsertAsync(summaries);

        Assert.Equal(summaries, await store.ReadAsync(new HistoryQuery("005930")));
    }

    [Fact]
    public async Task The_same_day_twice_leaves_the_table_as_it_was()
    {
        await using var store = await OpenAsync();
        CallSummary[] day = [Whole, Whole with { Call = CallKind.Closing }, Torn with { Code = new Instrument("C11612083") }];
        await store.UpsertAsync(day);
        var before = await DumpAsync();

        Assert.Equal(new HistoryChanges(0, 0, 3), await store.UpsertAsync(day));

        Assert.Equal(before, await DumpAsync());
        Assert.Equal(3, before.Count);
    }

    [Fact]
    public async Task A_row_of_fewer_records_does_not_replace_a_fuller_one_and_a_fuller_one_does()
    {
        await using var store = await OpenAsync();

        Assert.Equal(new HistoryChanges(1, 0, 0), await store.UpsertAsync([Torn]));
        Assert.Equal(new HistoryChanges(0, 1, 0), await store.UpsertAsync([Whole]));
        Assert.Equal(new HistoryChanges(0, 0, 1), await store.UpsertAsync([Torn]));

        Assert.Equal(Whole, Assert.Single(await store.ReadAsync(new HistoryQuery("B11612083"))));
    }

    [Fact]
    public async Task A_summary_that_comes_twice_in_one_batch_is_one_row()
    {
        await using var store = await OpenAsync();

        Assert.Equal(new HistoryChanges(1, 1, 0), await store.UpsertAsync([Whole with { FinalPrice = Won.None }, Whole]));

        Assert.Equal(Whole, Assert.Single(await store.ReadAsync(new HistoryQuery("005930"))));
    }

    [Theory]
    [InlineData("005930", "B11612083 C11612083")]
    [InlineData("삼성전자", "B11612083 C11612083")]
    [InlineData("B11612083", "B11612083")]
    [InlineData("000660", "")]
    [InlineData("'; DROP TABLE auction_history; --", "")]
    public async Task It_is_asked_by_symbol_by_name_or_by_code(string of, string codes)
    {
        await using var store = await OpenAsync();
        await store.UpsertAsync([Whole, Whole with { Code = new Instrument("C11612083") }, Whole with { Code = new Instrument("B12612001"), Terms = null }]);

        Assert.Equal(codes, string.Join(' ', (await store.ReadAsync(new HistoryQuery(of))).Select(summary => summary.Code)));
    }

    [Fact]
    public async Task The_newest_days_that_have_a_row_are_read_and_of_the_calls_that_are_asked_for()
    {
        await using var store = await OpenAsync();
        int[] days = [0, 1, 4, 7];
        await store.UpsertAsync([.. days.Select(day => Whole with { Day = Summaries.Day.AddDays(day) })]);
        await store.UpsertAsync([Whole with { Day = Summaries.Day.AddDays(8), Call = CallKind.Closing }]);

        Assert.Equal([4, 7], await DaysAsync(new HistoryQuery("005930") { Days = 2, Calls = [CallKind.Opening] }));
        Assert.Equal([7, 8], await DaysAsync(new HistoryQuery("005930") { Days = 2 }));
        Assert.Equal([0, 1, 4, 7, 8], await DaysAsync(new HistoryQuery("005930") { Calls = [CallKind.Opening, CallKind.Closing] }));

        async Task<IEnumerable<int>> DaysAsync(HistoryQuery query) =>
            (await store.ReadAsync(query)).Select(summary => summary.Day.DayNumber - Summaries.Day.DayNumber).Order();
    }

    [Fact]
    public async Task A_batch_that_fails_is_not_stored_in_part()
    {
        await using var store = await OpenAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.UpsertAsync([Whole, Whole with { Call = CallKind.None }]));

        Assert.Empty(await store.ReadAsync(new HistoryQuery("005930")));
    }

    [Fact]
    public async Task Writers_at_the_same_time_store_all_of_it()
    {
        await using IAuctionHistory one = await OpenAsync(), two = await OpenAsync();
        var days = Enumerable.Range(0, 20).Select(day => Whole with { Day = Summaries.Day.AddDays(day) }).ToArray();

        await Task.WhenAll(days.Select((summary, place) => (place % 2 == 0 ? one : two).UpsertAsync([summary, days[0]])));

        Assert.Equal(days, await one.ReadAsync(new HistoryQuery("B11612083")));
    }

    [Fact]
    public async Task A_schema_of_version_1_with_rows_is_brought_to_version_2()
    {
        await RunAsync(FirstSchema.Statements(Dialect));

        await using var store = await OpenAsync();

        var expected = Whole with { Quality = null, OddRecords = null, WrittenBy = "0.0.9", Convergence = 0.5 };
        Assert.Equal([expected, expected with { Day = Summaries.Day.AddDays(1), FinalPrice = Won.None }], await store.ReadAsync(new HistoryQuery("005930")));
        Assert.Equal(["-10", ""], await ColumnAsync("slippage"));
        Assert.Equal(["2"], await ColumnAsync("version", "auction_history_schema"));
        await store.UpsertAsync([Whole]);
        Assert.Equal(AuctionQuality.OffTick | AuctionQuality.Repeated, (await store.ReadAsync(new HistoryQuery("005930")))[0].Quality);
    }

    [Fact]
    public async Task A_new_schema_is_that_of_one_that_came_from_version_1()
    {
        await SchemaMigrator.MigrateAsync(Dialect, 1, CancellationToken.None);
        var first = await ColumnsAsync();
        await SchemaMigrator.MigrateAsync(Dialect, 2, CancellationToken.None);

        Assert.Equal(["slippage", "quality", "odd_records"], (await ColumnsAsync()).Except(first));
        await using var store = await OpenAsync();
        Assert.Equal(new HistoryChanges(1, 0, 0), await store.UpsertAsync([Whole]));
    }

    [Fact]
    public async Task A_schema_of_a_later_version_is_refused_and_left_as_it_is()
    {
        await (await OpenAsync()).DisposeAsync();
        await RunAsync(["UPDATE auction_history_schema SET version = 3"]);

        var refusal = await Assert.ThrowsAsync<HistoryException>(OpenAsync);

        Assert.Equal(HistoryProblem.NewerSchema, refusal.Problem);
        Assert.Contains("has schema 3, of a later version of this program, which knows 2 at most", refusal.Message);
        Assert.Equal(["3"], await ColumnAsync("version", "auction_history_schema"));
    }

    [Fact]
    public async Task Several_that_migrate_at_once_do_it_once()
    {
        await RunAsync(FirstSchema.Statements(Dialect));

        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(OpenAsync)));

        foreach (var store in stores) await store.DisposeAsync();
        Assert.Equal(["2"], await ColumnAsync("version", "auction_history_schema"));
        Assert.Equal(2, (await DumpAsync()).Count);
    }

    [Fact]
    public async Task Several_that_make_it_at_once_make_it_once()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(OpenAsync)));

        Assert.Equal(new HistoryChanges(1, 0, 0), await stores[0].UpsertAsync([Whole]));
        Assert.Equal(Whole, Assert.Single(await stores[^1].ReadAsync(new HistoryQuery("005930"))));
        foreach (var store in stores) await store.DisposeAsync();
    }

    [Fact]
    public async Task A_row_that_somebody_else_has_spoilt_is_refused_by_name()
    {
        await using var store = await OpenAsync();
        await store.UpsertAsync([Whole]);
        await RunAsync(["UPDATE auction_history SET quality = 'Purple'"]);

        var refusal = await Assert.ThrowsAsync<HistoryException>(() => store.ReadAsync(new HistoryQuery("005930")));

        Assert.Equal(HistoryProblem.Damaged, refusal.Problem);
        Assert.Contains("has a row that cannot be read", refusal.Message);
    }

    /// <summary>Opens the store, as a program does.</summary>
    protected abstract Task<IAuctionHistory> OpenAsync();

    protected async Task RunAsync(IEnumerable<string> statements)
    {
        await using var connection = await Dialect.ConnectAsync(CancellationToken.None);
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>All rows of the table with all columns that it has.</summary>
    private Task<IReadOnlyList<string>> DumpAsync() => QueryAsync("SELECT * FROM auction_history ORDER BY day, code, call, ordinal");

    private Task<IReadOnlyList<string>> ColumnAsync(string column, string table = "auction_history") =>
        QueryAsync($"SELECT {column} FROM {table} ORDER BY 1 NULLS LAST");

    private async Task<IReadOnlyList<string>> ColumnsAsync()
    {
        await using var connection = await Dialect.ConnectAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM auction_history";
        await using var reader = await command.ExecuteReaderAsync();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    private async Task<IReadOnlyList<string>> QueryAsync(string query)
    {
        await using var connection = await Dialect.ConnectAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(Row(reader));
        return rows;
    }

    private static string Row(DbDataReader reader) => string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => FormattableString.Invariant(
        $"{(reader.IsDBNull(column) ? null : reader.GetValue(column) is decimal amount ? amount.ToString("0.####", null) : reader.GetValue(column))}")));
}

using OptionAuctions.History.Stores;

namespace OptionAuctions.History.Tests.Stores;

public sealed class SqliteHistorySpecs : HistoryStoreSpecs
{
    private readonly string _folder = Directory.CreateTempSubdirectory("history-").FullName;

    internal override SqlDialect Dialect => new SqliteDialect(File);

    private string File => Path.Combine(_folder, "history.db");

    public override Task InitializeAsync()
    {
        System.IO.File.Create(File).Dispose();
        return Task.CompletedTask;
    }

    public override Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task It_makes_the_folder_and_a_file_that_only_its_owner_reads()
    {
        var file = Path.Combine(_folder, "new", "deeper", "history.db");

        await using var store = await SqliteHistory.OpenAsync(file);
        await store.UpsertAsync([Summaries.Whole]);

        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task A_reader_does_not_wait_for_a_writer()
    {
        await using var store = await OpenAsync();
        await store.UpsertAsync([Summaries.Whole]);
        await using var connection = await Dialect.ConnectAsync(CancellationToken.None);
        await using var writing = await Dialect.BeginWriteAsync(connection, CancellationToken.None);

        Assert.Single(await store.ReadAsync(new HistoryQuery("005930")));
    }

    [Fact]
    public async Task A_file_that_may_be_read_only_is_refused_by_name()
    {
        await (await OpenAsync()).DisposeAsync();
        System.IO.File.SetAttributes(File, FileAttributes.ReadOnly);

        await RefusedAsync(File, HistoryProblem.ReadOnly, $"the history '{File}' may be read only");
        System.IO.File.SetAttributes(File, FileAttributes.Normal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_by_name_and_left_as_it_is()
    {
        var text = string.Concat(Enumerable.Repeat("no database at all\n", 100));
        await System.IO.File.WriteAllTextAsync(File, text);

        await RefusedAsync(File, HistoryProblem.Damaged, $"'{File}' is no SQLite database, or is damaged");
        Assert.Equal(text, await System.IO.File.ReadAllTextAsync(File));
    }

    [Fact]
    public async Task A_damaged_database_is_refused_by_name()
    {
        await using (var store = await OpenAsync())
            await store.UpsertAsync([.. Enumerable.Range(0, 500).Select(day => Summaries.Whole with { Day = Summaries.Day.AddDays(day) })]);
        var bytes = await System.IO.File.ReadAllBytesAsync(File);
        bytes.AsSpan(4096 * 2).Fill(0xA5); // all pages but the first two
        await System.IO.File.WriteAllBytesAsync(File, bytes);

        var refusal = await Assert.ThrowsAsync<HistoryException>(async () =>
        {
            await using var store = await OpenAsync();
            await store.ReadAsync(new HistoryQuery("005930"));
        });

        Assert.Equal((HistoryProblem.Damaged, $"'{File}' is no SQLite database, or is damaged"), (refusal.Problem, refusal.Message));
    }

    [Fact]
    public async Task The_database_of_another_program_is_refused_and_left_as_it_is()
    {
        await RunAsync(["CREATE TABLE bookmarks (url TEXT)"]);

        await RefusedAsync(File, HistoryProblem.Foreign, "is the database of something else");
        await RunAsync(["DROP TABLE bookmarks"]);
        await (await OpenAsync()).DisposeAsync();
    }

    [Fact]
    public async Task A_folder_a_place_where_nothing_can_be_made_and_a_device_are_refused_by_name()
    {
        await RefusedAsync(_folder, HistoryProblem.Unavailable, _folder);
        await RefusedAsync(Path.Combine(File, "below.db"), HistoryProblem.Unavailable, "below.db");
        if (!OperatingSystem.IsWindows()) await RefusedAsync("/dev/null", HistoryProblem.Unavailable, "is a pipe or a device");
    }

    protected override async Task<IAuctionHistory> OpenAsync() => await SqliteHistory.OpenAsync(File);

    private static async Task RefusedAsync(string file, HistoryProblem problem, string sentence)
    {
        var refusal = await Assert.ThrowsAsync<HistoryException>(() => SqliteHistory.OpenAsync(file));
        Assert.Equal(problem, refusal.Problem);
        Assert.Contains(sentence, refusal.Message);
    }
}

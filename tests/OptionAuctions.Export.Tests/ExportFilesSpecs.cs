using System.Globalization;
using OptionAuctions.TestKit;
using static OptionAuctions.Export.Tests.RecordedFolder;

namespace OptionAuctions.Export.Tests;

/// <summary>The files of an export: the same for the same recording, whole or not there, and with bounds.</summary>
public sealed class ExportFilesSpecs : IDisposable
{
    private readonly RecordedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_recording_gives_the_same_files_byte_for_byte()
    {
        await _folder.RecordAsync(Forecasts(500));
        await _folder.ExportAsync();
        var first = _folder.Files();

        await _folder.ExportAsync();

        Assert.Equal(["history", "messages", "records", "revisions"], first.Keys.Select(path => path.Split('/')[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(first.OrderBy(file => file.Key, StringComparer.Ordinal), _folder.Files().OrderBy(file => file.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_day_is_replaced_as_a_whole_and_other_days_and_files_of_others_stay()
    {
        await _folder.RecordAsync(Forecasts(2));
        await _folder.RecordAsync(Morning.AddDays(1), appKey: 0, epoch: 2, skipped: 0, ["{}"u8.ToArray(), .. Forecasts(2)]);
        await _folder.ExportAsync(options => options with { Tables = ExportTables.Messages });
        var note = Path.Combine(_folder.To, "messages", "day=2026-12-01", "notes.txt");
        await File.WriteAllTextAsync(note, "mine");
        foreach (var recording in Directory.GetFiles(_folder.Path)) File.Delete(recording);
        await _folder.RecordAsync(Morning.AddDays(1), appKey: 0, epoch: 1, skipped: 0, [.. Forecasts(3)]);

        var result = await _folder.ExportAsync(options => options with { Tables = ExportTables.Messages });

        Assert.Equal(1, result.Tables.Single().Removed); // the control messages of the day that was replaced
        Assert.Equal(
            [
                "messages/day=2026-11-30/tr=H0ZOANC0/part-0000.parquet", "messages/day=2026-12-01/notes.txt",
                "messages/day=2026-12-01/tr=H0ZOANC0/part-0000.parquet",
            ],
            _folder.Files().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            [[new DateOnly(2026, 11, 30), 2L], [new DateOnly(2026, 12, 1), 3L]],
            _folder.Table("messages").Query("SELECT day, count(*) FROM {0} GROUP BY day ORDER BY day"));
    }

    [Fact]
    public async Task Row_groups_have_a_bound_in_rows_and_in_bytes()
    {
        var forecast = Forecasts(1)[0];
        await _folder.RecordAsync([.. Enumerable.Repeat(forecast, 1_000)]);

        await _folder.ExportAsync(options => options with { Tables = ExportTables.Records, RowsPerGroup = 300 });
        Assert.Equal([[300L], [300L], [300L], [100L]], GroupsOf("records"));

        await _folder.ExportAsync(options => options with { Tables = ExportTables.Messages, BytesPerGroup = forecast.Length * 400 });
        Assert.Equal([[400L], [400L], [200L]], GroupsOf("messages"));
    }

    [Fact]
    public async Task Row_groups_say_their_least_and_largest_time_and_price_so_that_readers_skip_the_right_ones()
    {
        await _folder.RecordAsync(Forecasts(400));

        await _folder.ExportAsync(options => options with { Tables = ExportTables.Records, RowsPerGroup = 100 });

        var begins = DuckTable.Run(
            $"SELECT epoch_us(stats_min::TIMESTAMPTZ) FROM parquet_metadata('{_folder.To}/**/*.parquet') WHERE path_in_schema = 'received_at' ORDER BY 1");
        Assert.Equal([0L, 1_000_010L, 2_000_020L, 3_000_030L], begins.Select(row => (long)row[0]! - ((Morning - DateTimeOffset.UnixEpoch).Ticks / 10)));
        var second = (Morning.UtcDateTime + TimeSpan.FromSeconds(2)).ToString("s", CultureInfo.InvariantCulture);
        Assert.Equal([[200L]], _folder.Table("records").Query($"SELECT count(*) FROM {{0}} WHERE received_at > TIMESTAMPTZ '{second}Z'"));
        Assert.Equal([[20L]], _folder.Table("records").Query("SELECT count(*) FROM {0} WHERE price = 1190"));
    }

    [Fact]
    public async Task Rows_of_many_partitions_wait_for_no_more_than_two_row_groups_and_few_files_are_open()
    {
        Instrument[] stocks = [.. Enumerable.Range(0, 40).Select(i => new Instrument($"{100_000 + (10 * i)}"))];
        await _folder.RecordAsync([.. Enumerable.Range(0, 2_000).Select(i => Stock(stocks[i % stocks.Length]))]);
        var (open, most) = (new HashSet<string>(), 0);

        var result = await _folder.ExportAsync(options => options with
        {
            Tables = ExportTables.Records, RowsPerGroup = 100, MaxOpenFiles = 3,
            Create = path =>
            {
                open.Add(path);
                most = Math.Max(most, open.Count);
                return new ObservedStream(File.Create(path), closed: () => open.Remove(path));
            },
        });

        Assert.Equal(3, most);
        Assert.Empty(open);
        Assert.Equal(2_000, result.Tables.Single().Rows);
        Assert.Equal([[2_000L, 2_000L]], _folder.Table("records").Query("SELECT count(*), count(DISTINCT number) FROM {0}"));
        var groups = GroupsOf("records").Select(row => (long)row[0]!).ToList();
        Assert.True(groups.Count >= (2_000 - 200) / groups.Max(), $"{groups.Count} row groups of {groups.Max()} rows at most");
        Assert.Contains("records/day=2026-11-30/underlying=100000/part-0001.parquet", _folder.Files().Keys);
    }

    [Fact]
    public async Task An_export_that_is_stopped_leaves_each_table_whole_or_as_it_was()
    {
        await _folder.RecordAsync(Forecasts(10));
        await _folder.ExportAsync();
        var before = _folder.Files();
        await _folder.RecordAsync(Morning.AddMinutes(1), appKey: 0, epoch: 1, skipped: 0, Forecasts(6_000));
        using var stop = new CancellationTokenSource();

        var result = await _folder.ExportAsync(
            options => options with { RowsPerGroup = 100, Progress = progress => { if (progress.Step is "revisions and history") stop.Cancel(); } },
            stop.Token);

        Assert.False(result.IsComplete);
        Assert.Equal(["messages", "records"], result.Tables.Select(table => table.Name));
        Assert.Equal([[6_010L]], _folder.Table("messages").Query("SELECT count(*) FROM {0}"));
        Assert.Equal([[6_010L]], _folder.Table("records").Query("SELECT count(*) FROM {0}"));
        Assert.All(
            before.Where(file => file.Key.StartsWith("revisions", StringComparison.Ordinal)), file => Assert.Equal(file.Value, _folder.Files()[file.Key]));
        Assert.All(_folder.Files().Keys, path => Assert.EndsWith("/part-0000.parquet", path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    public async Task A_disk_that_is_full_is_named_and_leaves_what_was_there(int bytes)
    {
        await _folder.RecordAsync(Forecasts(10));
        await _folder.ExportAsync();
        var before = _folder.Files();
        await _folder.RecordAsync(Morning.AddMinutes(1), appKey: 0, epoch: 1, skipped: 0, Forecasts(2_000));

        var refusal = await Assert.ThrowsAsync<ExportException>(
            () => _folder.ExportAsync(options => options with { RowsPerGroup = 100, Create = path => new FullDisk(File.Create(path), bytes) }));

        Assert.Equal($"the export cannot be written to '{_folder.To}': No space left on device", refusal.Message);
        Assert.False(refusal.IsAtStart);
        Assert.Equal(before.OrderBy(file => file.Key, StringComparer.Ordinal), _folder.Files().OrderBy(file => file.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_and_one_that_another_export_writes_to_are_refused_at_the_start()
    {
        await _folder.RecordAsync(Forecasts(1));
        await File.WriteAllTextAsync(_folder.To, "a file");
        var noFolder = await Assert.ThrowsAsync<ExportException>(() => _folder.ExportAsync());
        Assert.True(noFolder.IsAtStart);
        Assert.Contains($"'{_folder.To}'", noFolder.Message, StringComparison.Ordinal);
        File.Delete(_folder.To);

        ExportException? second = null;
        await _folder.ExportAsync(options => options with
        {
            Create = path =>
            {
                second ??= Assert.Throws<ExportException>(() => _folder.ExportAsync().GetAwaiter().GetResult());
                return File.Create(path);
            },
        });

        Assert.Equal($"another export writes to '{_folder.To}'", second?.Message);
        Assert.True(second?.IsAtStart);
    }

    [Fact]
    public async Task What_an_export_that_was_killed_has_left_is_seen_by_nobody_and_removed_by_the_next()
    {
        await _folder.RecordAsync(Forecasts(3));
        var left = Path.Combine(_folder.To, ".unfinished", "messages", "day=2026-11-30", "tr=H0ZOANC0", "part-0000.parquet.tmp");
        Directory.CreateDirectory(Path.GetDirectoryName(left)!);
        await File.WriteAllTextAsync(left, "PAR1 and no more");
        await File.WriteAllTextAsync(Path.Combine(_folder.To, ".lock"), "");

        await _folder.ExportAsync(options => options with { Tables = ExportTables.Messages });

        Assert.Equal([[3L]], DuckTable.Run($"SELECT count(*) FROM read_parquet('{_folder.To}/**/*.parquet')"));
        Assert.Equal("messages/day=2026-11-30/tr=H0ZOANC0/part-0000.parquet", Assert.Single(_folder.Files().Keys));
    }

    private static byte[][] Forecasts(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => MessageBuilder.ExpectedExecutions
            .With(Call, new TimeOnly(8, 40, i / 100 % 60), 1000 + (10 * (i % 20))).ToBytes()),
    ];

    private static byte[] Stock(Instrument stock) => MessageBuilder.For(stock).With(stock, new TimeOnly(8, 40, 5), 71_000).ToBytes();

    private List<object?[]> GroupsOf(string table) => DuckTable.Run(
        $"SELECT DISTINCT ON (file_name, row_group_id) row_group_num_rows FROM parquet_metadata('{_folder.To}/{table}/**/*.parquet') "
        + "ORDER BY file_name, row_group_id");
}

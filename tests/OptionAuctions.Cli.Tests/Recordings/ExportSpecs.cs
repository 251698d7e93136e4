using System.Text.Json;
using OptionAuctions.Cli.Tests.Runs;

namespace OptionAuctions.Cli.Tests.Recordings;

/// <summary>The verb <c>export</c>: what it says, and its exit codes. What is in the files is tested beside the package.</summary>
public sealed class ExportSpecs : IDisposable
{
    private readonly RecordedDay _day = new();

    private string To => Path.Combine(_day.Folder, "parquet");

    public void Dispose() => _day.Dispose();

    [Fact]
    public async Task Each_table_is_a_line_with_its_rows_and_files()
    {
        await _day.RecordAsync(RecordedDay.Data("B11612083", "084000"), RecordedDay.Data("B11612083", "084001"), "1|H0ZOANC0|001|Zm9v"u8.ToArray());

        await using var export = CliRun.Start(["export", _day.Folder, "--to", To]);

        Assert.Equal(0, await export.Code);
        Assert.Equal(4, export.Out.Lines.Count);
        Assert.Matches("^messages: 3 rows in 1 files, [0-9,]+ bytes; refused by the decoder: Encrypted 1$", export.Out.Lines[0]);
        Assert.StartsWith("records: 2 rows in 1 files, ", export.Out.Lines[1]);
        Assert.StartsWith("revisions: 3 rows in 1 files, ", export.Out.Lines[2]); // a snapshot, and two records
        Assert.StartsWith("history: 1 rows in 1 files, ", export.Out.Lines[3]);
        Assert.Equal(4, Directory.GetFiles(To, "*.parquet", SearchOption.AllDirectories).Length);
        Assert.DoesNotContain("warning", export.Error.Text);
    }

    [Fact]
    public async Task As_JSON_it_is_an_object_a_table_and_only_what_is_asked_for_is_made()
    {
        await _day.RecordAsync(RecordedDay.Data("B11612083", "084000"));

        await using var export = CliRun.Start(["export", _day.Folder, "--to", To, "--what", "history,messages", "--json"]);

        Assert.Equal(0, await export.Code);
        var tables = export.Out.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["messages", "history"], tables.Select(table => table.GetProperty("table").GetString()));
        Assert.All(tables, table => Assert.Equal(("exported", 1L), (table.GetProperty("type").GetString(), table.GetProperty("rows").GetInt64())));
        Assert.Equal(Path.Combine(To, "messages"), tables[0].GetProperty("folder").GetString());
        Assert.Equal(["history", "messages"], Directory.GetDirectories(To).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_damaged_recording_is_exported_as_far_as_it_goes_with_exit_code_1()
    {
        await _day.RecordAsync(RecordedDay.Data("B11612083", "084000"));
        await File.WriteAllTextAsync(Path.Combine(_day.Folder, "auctions-20261130-000000-001.mcap"), "a letter");

        await using var export = CliRun.Start(["export", _day.Folder, "--to", To, "--what", "messages"]);

        Assert.Equal(1, await export.Code);
        Assert.StartsWith("messages: 1 rows", Assert.Single(export.Out.Lines));
        Assert.Contains("auctions: warning: auctions-20261130-000000-001.mcap: ", export.Error.Text);
    }

    [Theory]
    [InlineData("there is no recording", "/nowhere/at/all", "--to", "x")]
    [InlineData("'orders' of --what is no table: messages, records, revisions, history", "/nowhere", "--to", "x", "--what", "messages,orders")]
    [InlineData("--to", "/nowhere")]
    public async Task What_cannot_be_exported_is_refused_by_name(string sentence, params string[] words)
    {
        await using var export = CliRun.Start(["export", .. words]);

        Assert.Equal(2, await export.Code);
        Assert.Contains(sentence, export.Error.Text);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_refused_by_name()
    {
        var recording = await _day.RecordAsync(RecordedDay.Data("B11612083", "084000"));

        await using var export = CliRun.Start(["export", recording, "--to", recording]);

        Assert.Equal(2, await export.Code);
        Assert.Contains($"auctions: the export cannot be written to '{recording}': ", export.Error.Text);
    }
}

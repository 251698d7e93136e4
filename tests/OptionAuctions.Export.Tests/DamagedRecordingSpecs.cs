using OptionAuctions.TestKit;
using static OptionAuctions.Export.Tests.RecordedFolder;

namespace OptionAuctions.Export.Tests;

/// <summary>A recording that is damaged, torn or mixed with other files is exported as far as it can be read, and what is wrong is said.</summary>
public sealed class DamagedRecordingSpecs : IDisposable
{
    private static readonly byte[] Forecast = MessageBuilder.ExpectedExecutions.With(Call, new TimeOnly(8, 40, 5), 1060).ToBytes();

    private readonly RecordedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public async Task A_torn_file_is_exported_to_its_tear(double share)
    {
        var path = await _folder.RecordAsync([.. Enumerable.Repeat(Forecast, 5_000)]); // fifty seconds, so that there are many chunks
        await using (var file = File.Open(path, FileMode.Open)) file.SetLength((long)(file.Length * share));

        var result = await _folder.ExportAsync();

        var readable = _folder.Open().Read().LongCount();
        Assert.InRange(readable, 1, 4_999);
        Assert.Contains("torn off", Assert.Single(result.Problems), StringComparison.Ordinal);
        Assert.Equal([[readable]], _folder.Table("messages").Query("SELECT count(*) FROM {0}"));
        Assert.Equal([[readable]], _folder.Table("revisions").Query("SELECT max(revision) FROM {0}"));
    }

    [Fact]
    public async Task A_chunk_that_is_damaged_costs_its_messages_and_no_others()
    {
        var path = await _folder.RecordAsync([.. Enumerable.Repeat(Forecast, 5_000)]);
        var bytes = await File.ReadAllBytesAsync(path);
        var frames = Enumerable.Range(0, bytes.Length - 4).Where(i => bytes.AsSpan(i).StartsWith((byte[])[0x28, 0xb5, 0x2f, 0xfd])).ToArray(); // zstd
        bytes[frames[frames.Length / 2] + 40] ^= 0x40;
        await File.WriteAllBytesAsync(path, bytes);

        var result = await _folder.ExportAsync();

        Assert.Contains(Path.GetFileName(path), Assert.Single(result.Problems), StringComparison.Ordinal);
        var row = Assert.Single(_folder.Table("messages").Query("SELECT count(*), max(number), count(*) FILTER (continuity = 'missing') FROM {0}"));
        Assert.Equal((5_000L, 1L), (row[1], row[2]));
        Assert.InRange((long)row[0]!, 4_000, 4_999);
        Assert.Equal([["gap", 1L]], _folder.Table("revisions").Query("SELECT kind, count(*) FROM {0} WHERE kind = 'gap' GROUP BY kind"));
    }

    [Fact]
    public async Task A_file_that_is_no_recording_is_named_and_the_others_are_exported()
    {
        await _folder.RecordAsync(Forecast);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "auctions-20261130-000000-001.mcap"), "a letter");
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "auctions-20261130-000000-002.mcap"), "");

        var result = await _folder.ExportAsync();

        Assert.Equal(2, result.Problems.Count);
        Assert.All(result.Problems, problem => Assert.StartsWith("auctions-20261130-000000-00", problem, StringComparison.Ordinal));
        Assert.Equal([[1L]], _folder.Table("messages").Query("SELECT count(*) FROM {0}"));
    }

    [Fact]
    public async Task A_recording_without_a_message_replaces_nothing()
    {
        await _folder.RecordAsync();

        var result = await _folder.ExportAsync();

        Assert.Empty(result.Problems);
        Assert.Equal(4, result.Tables.Count);
        Assert.All(result.Tables, table => Assert.Equal((0L, 0), (table.Rows, table.Files)));
        Assert.Empty(_folder.Files());
    }
}

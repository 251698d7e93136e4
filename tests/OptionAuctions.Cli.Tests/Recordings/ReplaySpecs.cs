using OptionAuctions.Cli.Tests.Runs;
using OptionAuctions.Recording;

namespace OptionAuctions.Cli.Tests.Recordings;

/// <summary>The verb <c>replay</c>: what was recorded live has the same result each time.</summary>
public sealed class ReplaySpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("replay-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_run_plays_again_record_for_record_and_with_one_digest_on_one_core_and_on_two()
    {
        var live = await RecordAsync();

        await using var lines = CliRun.Start(["replay", To]);
        Assert.Equal(0, await lines.Code);
        Assert.Contains($"records {live}, delivered {live}, conflated 0, refused 0, gaps 0, identity holds", lines.Out.Lines[^2]);
        var digest = lines.Out.Lines[^1];
        Assert.Matches("^[0-9a-f]{64}$", digest);
        foreach (var cores in (string[])["1", "2"])
        {
            await using var process = CliProcess.Start(["replay", To, "--digest"], new() { ["DOTNET_PROCESSOR_COUNT"] = cores });
            Assert.Equal(0, await process.CodeAsync());
            Assert.Equal(digest, Assert.Single(process.Out.Lines));
        }
    }

    [Fact]
    public async Task A_part_or_some_codes_of_it_play_alone_and_have_another_digest()
    {
        await RecordAsync();
        var all = await DigestAsync();

        var (part, code) = (await DigestAsync("--from", "08:40:30", "--to", "08:41:30"), await DigestAsync("--codes", "B11612083"));

        Assert.Equal(3, new[] { all, part, code }.Distinct().Count());
        Assert.Equal(part, await DigestAsync("--from", "08:40:30", "--to", "08:41:30"));
    }

    [Fact]
    public async Task Messages_that_are_missing_are_a_gap_of_each_code()
    {
        await using (var recorder = new MessageRecorder(new RecorderOptions { Directory = To }, TimeProvider.System))
        {
            foreach (var number in (int[])[1, 2, 5])
                recorder.Record(new ReceivedMessage("0|H0ZOANC0|001|B11612083^084500^12500^500^2^4.17^30"u8)
                {
                    Epoch = 1, Number = number, ReceivedAt = new DateTimeOffset(2026, 11, 23, 8, 45, number, MarketTime.Offset),
                });
        }

        await using var replay = CliRun.Start(["replay", To]);

        Assert.Equal(0, await replay.Code);
        Assert.Contains(replay.Out.Lines, line => line.Contains("gap from", StringComparison.Ordinal) && line.Contains("B11612083", StringComparison.Ordinal));
        Assert.Contains("records 3, ", replay.Out.Lines[^2]);
    }

    [Theory]
    [InlineData("there is no recording", "/nowhere/at/all")]
    [InlineData("is not a time of day", "/nowhere", "--from", "25:00")]
    public async Task What_cannot_be_played_is_refused_by_name(string sentence, params string[] words)
    {
        await using var replay = CliRun.Start(["replay", .. words]);

        Assert.Equal(2, await replay.Code);
        Assert.Contains(sentence, replay.Error.Text);
    }

    [Fact]
    public async Task An_end_before_the_beginning_is_refused()
    {
        await RecordAsync();

        await using var replay = CliRun.Start(["replay", To, "--from", "09:00:00", "--to", "08:59:00"]);

        Assert.Equal(2, await replay.Code);
        Assert.Contains("--from is not before --to", replay.Error.Text);
    }

    private string To => Path.Combine(_folder.FullName, "to");

    private async Task<string> DigestAsync(params string[] words)
    {
        await using var replay = CliRun.Start(["replay", To, "--digest", .. words]);
        Assert.Equal(0, await replay.Code);
        return Assert.Single(replay.Out.Lines);
    }

    /// <summary>Records two minutes of the simulated venue's opening call.</summary>
    /// <returns>The number of records that the feed received.</returns>
    private async Task<string> RecordAsync()
    {
        await using var run = CliRun.Start(["record", "--to", To, "--speed", "60", "--for", "3s"]);
        Assert.Equal(0, await run.Code);
        var summary = run.Out.Lines[^1];
        return summary[(summary.IndexOf("records ", StringComparison.Ordinal) + "records ".Length)..summary.IndexOf(", delivered", StringComparison.Ordinal)];
    }
}

using OptionAuctions.Cli.Tests.Runs;

namespace OptionAuctions.Cli.Tests.Recordings;

/// <summary><c>auctions venue --replay</c> plays a recording to any client.</summary>
public sealed class VenueReplaySpecs : IDisposable
{
    private const string One = "B11612083", Other = "C11612083";

    private static readonly byte[] Control = [.. """{"header":{"tr_id":"PINGPONG"},"recorded":true}"""u8];

    private readonly RecordedDay _day = new();

    public void Dispose() => _day.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_hears_the_data_messages_of_a_recording_unchanged_and_in_order(bool isFolder)
    {
        byte[][] data =
        [
            RecordedDay.Data(One, "084000"), [.. RecordedDay.Data(Other, "084000"), .. "^\u0000장"u8], RecordedDay.Data(One, "084000"), [.. "no TR"u8],
            [.. RecordedDay.Data(One, "084001"), (byte)'\r', (byte)'\n'],
        ];
        var cut = (byte[])[.. RecordedDay.Data(One, "084000"), (byte)'~'];
        var file = await _day.RecordAsync(data[0], data[1], Control, data[2], RecordedDay.Data("B50612080", "084000"), cut, data[3], data[4]);
        await using var venue = CliRun.Start(["venue", "--replay", isFolder ? _day.Folder : file, "--lead", "2s", "--speed", "2"]);
        using var client = await ReplayClient.ConnectAsync(venue, One, Other);

        Assert.Equal(data, await client.DataAsync(5));
        await venue.Error.WhenAsync(line => line == "auctions: the replay is over, replayed 6 messages, 1 of them to every session; the venue stays up");
        Assert.Equal(0, await venue.InterruptAsync());
        Assert.Equal(["sessions 1, messages 5, records 4", "replayed 6 messages, 1 of them to every session"], venue.Out.Lines.TakeLast(2));
        Assert.Equal("auctions: files to replay: 1; begins 2 s after the first registration", venue.Error.Lines[0]);
    }

    [Fact]
    public async Task Damaged_files_are_warned_of_and_the_rest_is_played()
    {
        var torn = await _day.RecordAsync(RecordedDay.Data(One, "084000"));
        await using (var file = File.OpenWrite(torn)) file.SetLength(file.Length - 20);
        await File.WriteAllTextAsync(Path.Combine(_day.Folder, "auctions-20261130-084130-001.mcap"), "this is no recording");
        await File.WriteAllTextAsync(Path.Combine(_day.Folder, "auctions-20261130-084131-001.mcap"), "");
        await _day.RecordAsync(RecordedDay.Data(One, "084100"));
        await using var venue = CliRun.Start(["venue", "--replay", _day.Folder, "--lead", "100ms", "--speed", "1000"]);
        using var client = await ReplayClient.ConnectAsync(venue, One);

        Assert.Equal([RecordedDay.Data(One, "084000"), RecordedDay.Data(One, "084100")], await client.DataAsync(2));
        Assert.Single(venue.Error.Lines, line => line.StartsWith($"auctions: {Path.GetFileName(torn)}: torn off at ", StringComparison.Ordinal));
        Assert.Single(venue.Error.Lines, line => line.StartsWith("auctions: auctions-20261130-084130-001.mcap: at byte 0: ", StringComparison.Ordinal));
        Assert.Single(venue.Error.Lines, "auctions: auctions-20261130-084131-001.mcap: empty, or no regular file");
    }

    [Fact]
    public async Task A_replay_that_was_not_over_says_so_at_the_end()
    {
        await _day.RecordAsync(RecordedDay.Data(One, "084000"));
        await using var venue = CliRun.Start(["venue", "--replay", _day.Folder, "--for", "100ms"]);

        Assert.Equal(0, await venue.Code);
        Assert.Equal("replayed 0 messages, 0 of them to every session, and not all of the recording", venue.Out.Lines[^1]);
    }

    [Theory]
    [InlineData("none", "there is no recording")]
    [InlineData("folder", "there is no recording (*.mcap) in")]
    [InlineData("nonsense", "has no data message; nonsense: at byte 0: ")]
    [InlineData("empty", "has no data message; empty: empty, or no regular file")]
    [InlineData("control", "has no data message")]
    public async Task A_path_without_a_recording_is_refused_by_name(string what, string reason)
    {
        var path = Path.Combine(_day.Folder, what);
        if (what == "folder") Directory.CreateDirectory(path);
        else if (what == "nonsense") await File.WriteAllTextAsync(path, "this is no recording");
        else if (what == "empty") await File.WriteAllTextAsync(path, "");
        else if (what == "control") path = await _day.RecordAsync(Control);
        await using var run = CliRun.Start(["venue", "--replay", path]);

        Assert.Equal(2, await run.Code);
        var line = Assert.Single(run.Error.Lines);
        Assert.StartsWith($"auctions: --replay '{path}'", line);
        Assert.Contains(reason, line);
        Assert.Empty(run.Out.Lines);
    }

    [Theory]
    [InlineData("--seed 7")]
    [InlineData("--gap 3")]
    [InlineData("--master some-file")]
    [InlineData("--all-codes")]
    [InlineData("--paper")]
    [InlineData("--scenario gap-up")]
    public async Task What_changes_the_market_cannot_go_together_with_a_replay(string other)
    {
        if (other.EndsWith("some-file", StringComparison.Ordinal)) other = $"--master {await MasterAsync()}";
        var path = await _day.RecordAsync(RecordedDay.Data(One, "084000"));
        await using var run = CliRun.Start(["venue", "--replay", path, .. other.Split(' ')]);

        Assert.Equal(2, await run.Code);
        Assert.StartsWith($"auctions: --replay and {other.Split(' ')[0]} ", Assert.Single(run.Error.Lines));
        Assert.Contains("cannot go together", run.Error.Text);
        Assert.Empty(run.Out.Lines);
    }

    [Fact]
    public async Task A_scenario_of_sessions_and_messages_goes_together_with_a_replay()
    {
        byte[][] four = [.. Enumerable.Range(0, 4).Select(second => RecordedDay.Data(One, $"08400{second}"))];
        await _day.RecordAsync(four);
        await using var venue = CliRun.Start(["venue", "--replay", _day.Folder, "--lead", "100ms", "--scenario", "duplicate-messages"]);
        using var client = await ReplayClient.ConnectAsync(venue, One);

        Assert.Equal([.. four, four[^1]], await client.DataAsync(5));
    }

    [Fact]
    public async Task A_lead_without_a_replay_is_refused()
    {
        await using var run = CliRun.Start(["venue", "--lead", "1s"]);

        Assert.Equal(2, await run.Code);
        Assert.Equal("auctions: --lead is about --replay, which is not asked for", Assert.Single(run.Error.Lines));
    }

    private async Task<string> MasterAsync()
    {
        var file = Path.Combine(_day.Folder, "master");
        await File.WriteAllTextAsync(file, "5|B11612083|KR4|x C 202612 1(  10)|1|1|1|005930|x\n");
        return file;
    }
}

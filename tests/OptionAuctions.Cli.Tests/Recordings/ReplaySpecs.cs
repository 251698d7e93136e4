using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Cli.Tests.Runs;
using OptionAuctions.Recording;
using OptionAuctions.TestKit;

namespace OptionAuctions.Cli.Tests.Recordings;

/// <summary>The verb <c>replay</c>: what was recorded has the same result each time.</summary>
public sealed class ReplaySpecs : IDisposable
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 23, 8, 39, 55, MarketTime.Offset);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("replay-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_live_run_plays_again_record_for_record_and_with_one_digest_on_one_core_and_on_two()
    {
        var live = await RecordLiveAsync();

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
    public async Task Every_change_is_a_line_then_comes_the_summary_and_on_the_last_line_the_digest()
    {
        await RecordAsync(messages: 300);
        var digest = await DigestAsync();

        await using var json = CliRun.Start(["replay", To, "--json"]);
        Assert.Equal(0, await json.Code);
        Assert.Equal(300, Changes(json).Length);
        Assert.Contains("\"delivered\":300,\"conflated\":0,\"refused\":0,\"gaps\":0,\"identity\":\"holds\"", json.Out.Lines[^2]);
        using var last = JsonDocument.Parse(json.Out.Lines[^1]);
        Assert.Equal(("digest", digest), (last.RootElement.GetProperty("type").GetString(), last.RootElement.GetProperty("digest").GetString()));

        await using var lines = CliRun.Start(["replay", To]);
        Assert.Equal(0, await lines.Code);
        Assert.Contains("identity holds", lines.Out.Lines[^2]);
        Assert.Equal(digest, lines.Out.Lines[^1]);
    }

    [Fact]
    public async Task A_reader_that_is_slow_receives_every_change_too()
    {
        await RecordAsync(messages: 300);

        await using var run = CliRun.Start(["replay", To, "--json"], capacity: 256);

        Assert.Equal(0, await run.Code);
        Assert.Equal(300, Changes(run).Length);
    }

    [Fact]
    public async Task At_a_thousand_times_its_speed_the_digest_is_that_of_no_limit()
    {
        await RecordAsync(messages: 300);

        Assert.Equal(await DigestAsync("--speed", "max"), await DigestAsync("--speed", "1000"));
    }

    [Fact]
    public async Task A_part_and_some_codes_are_replayed_and_the_rest_is_counted_as_unrequested()
    {
        await RecordAsync(messages: 300);
        string[] part = ["--from", "08:40:00", "--to", "08:40:10", "--codes", "B11612083"];

        await using var run = CliRun.Start(["replay", To, .. part, "--json"]);

        Assert.Equal(0, await run.Code);
        var changes = Changes(run);
        Assert.Equal(50, changes.Length);
        Assert.All(changes, change => Assert.Contains("B11612083", change));
        Assert.Contains("\"records\":100,", run.Out.Lines[^2]);
        Assert.Equal(await DigestAsync(part), await DigestAsync(part));
        Assert.NotEqual(await DigestAsync(part), await DigestAsync());
    }

    [Fact]
    public async Task Messages_that_are_missing_are_a_gap_of_each_code()
    {
        await RecordAsync(messages: 3, numberOf: i => i < 2 ? i + 1 : 5);

        await using var replay = CliRun.Start(["replay", To]);

        Assert.Equal(0, await replay.Code);
        foreach (var code in (string[])["B11612083", "B11612084"])
            Assert.Single(replay.Out.Lines, line => line.Contains("gap from", StringComparison.Ordinal) && line.Contains(code, StringComparison.Ordinal));
        Assert.Contains("records 3, ", replay.Out.Lines[^2]);
        Assert.Contains("gaps 1, ", replay.Out.Lines[^2]);
    }

    [Fact]
    public async Task Final_prices_are_those_of_the_trades_that_were_recorded()
    {
        var (code, at) = (new Instrument("B11612083"), new TimeOnly(9, 0, 1));
        var trade = MessageBuilder.Trades.With(new Trade(code, at, Won.Of(12_600), Won.Of(12_600))).ToBytes();
        await RecordAsync(messages: 1, after: [(at, Encoding.ASCII.GetString(trade))]);

        await using var replay = CliRun.Start(["replay", To]);

        Assert.Equal(0, await replay.Code);
        Assert.Contains(replay.Out.Lines, line => line.Contains("B11612083 crossed at 12600.00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Damage_is_named_and_the_rest_is_replayed()
    {
        await RecordAsync(messages: 300);
        var file = Assert.Single(Directory.GetFiles(To));
        var bytes = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2)]);

        await using var run = CliRun.Start(["replay", To]);

        Assert.Equal(0, await run.Code);
        Assert.Contains("auctions: warning: ", run.Error.Text);
        Assert.Contains("torn off at ", run.Error.Text);
        Assert.Contains("identity holds", run.Out.Lines[^2]);
    }

    [Fact]
    public async Task Interrupted_it_ends_with_the_summary_of_what_was_played()
    {
        await RecordAsync(messages: 300);

        await using var run = CliRun.Start(["replay", To, "--speed", "1", "--json"]);
        await run.Out.WhenAsync(line => line.StartsWith("{\"type\":\"change\"", StringComparison.Ordinal));

        Assert.Equal(0, await run.InterruptAsync());
        Assert.Contains("auctions: stopped at 08:", run.Error.Text);
        Assert.Contains("\"identity\":\"holds\"", run.Out.Lines[^2]);
        Assert.Contains("\"type\":\"digest\"", run.Out.Lines[^1]);
    }

    [Fact]
    public async Task A_replay_that_takes_longer_says_its_rate_and_the_time_that_is_left()
    {
        await RecordAsync(messages: 300);
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMilliseconds(10) }; // each look at the clock takes a while

        await using var run = CliRun.Start(["replay", To, "--digest"], time: time);

        Assert.Equal(0, await run.Code);
        Assert.Matches("^[0-9a-f]{64}$", Assert.Single(run.Out.Lines));
        Assert.Matches(@"auctions: at 08:40:\d\d of the recording, \d+ messages, \d+ a second, \d+ %, 0:00:0\d left", run.Error.Text);
    }

    [Theory]
    [InlineData("there is no recording", "/nowhere/at/all")]
    [InlineData("--from 09:00:00 is not before --to 08:00:00", "/nowhere", "--from", "09:00:00", "--to", "08:00:00")]
    [InlineData("is not a time of day", "/nowhere", "--from", "25:00")]
    [InlineData("--speed 'fast' is neither a number", "/nowhere", "--speed", "fast")]
    [InlineData("--speed '0' is neither a number", "/nowhere", "--speed", "0")]
    public async Task What_cannot_be_played_is_refused_by_name(string sentence, params string[] words)
    {
        await using var replay = CliRun.Start(["replay", .. words]);

        Assert.Equal(2, await replay.Code);
        Assert.Contains(sentence, replay.Error.Text);
    }

    [Fact]
    public async Task A_file_that_is_no_recording_is_refused_before_the_others_are_played()
    {
        await RecordAsync(messages: 3);
        await File.WriteAllTextAsync(Path.Combine(To, "zzz.mcap"), "nonsense");

        await using var replay = CliRun.Start(["replay", To]);

        Assert.Equal(2, await replay.Code);
        Assert.Contains("the file does not begin with the magic of MCAP", replay.Error.Text);
        Assert.Empty(replay.Out.Lines);
    }

    private string To => Path.Combine(_folder.FullName, "to");

    private static string[] Changes(CliRun run) => [.. run.Out.Lines.Where(line => line.StartsWith("{\"type\":\"change\"", StringComparison.Ordinal))];

    private async Task<string> DigestAsync(params string[] words)
    {
        await using var replay = CliRun.Start(["replay", To, "--digest", .. words]);
        Assert.Equal(0, await replay.Code);
        return Assert.Single(replay.Out.Lines);
    }

    /// <summary>Records two minutes of the simulated venue's opening call.</summary>
    /// <returns>The number of records that the feed received.</returns>
    private async Task<string> RecordLiveAsync()
    {
        await using var run = CliRun.Start(["record", "--to", To, "--speed", "60", "--for", "3s"]);
        Assert.Equal(0, await run.Code);
        var summary = run.Out.Lines[^1];
        return summary[(summary.IndexOf("records ", StringComparison.Ordinal) + "records ".Length)..summary.IndexOf(", delivered", StringComparison.Ordinal)];
    }

    /// <summary>Records messages of two codes in turns, ten a second.</summary>
    private async Task RecordAsync(int messages, Func<int, int>? numberOf = null, params (TimeOnly At, string Text)[] after)
    {
        await using var recorder = new MessageRecorder(new RecorderOptions { Directory = To, Sync = DiskSync.Never }, TimeProvider.System);
        for (var i = 0; i < messages; i++)
        {
            var at = Begin.AddMilliseconds(i * 100);
            var text = string.Create(
                CultureInfo.InvariantCulture, $"0|H0ZOANC0|001|{(i % 2 == 0 ? "B11612083" : "B11612084")}^{at:HHmmss}^{12_500 + (i % 20 * 50)}^500^2^4.17^311");
            Record(text, numberOf?.Invoke(i) ?? i + 1, at);
        }

        foreach (var (at, text) in after) Record(text, ++messages, new DateTimeOffset(DateOnly.FromDateTime(Begin.DateTime), at, MarketTime.Offset));

        void Record(string text, int number, DateTimeOffset at) =>
            recorder.Record(new ReceivedMessage(Encoding.ASCII.GetBytes(text)) { Epoch = 1, Number = number, ReceivedAt = at });
    }
}

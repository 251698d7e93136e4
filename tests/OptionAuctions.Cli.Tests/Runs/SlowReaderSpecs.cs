using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>The readers of our two streams pause, leave or fail, and the run goes on or ends as it has to.</summary>
public sealed class SlowReaderSpecs : IDisposable
{
    private const int SmallCapacity = 2000; // a few lines

    private readonly LineLog _read = new();
    private readonly PausedStream _pipe;

    public SlowReaderSpecs() => _pipe = new PausedStream(_read);

    public void Dispose() => _pipe.Resume();

    [Fact]
    public async Task A_reader_that_pauses_misses_no_line_and_the_summary_is_the_last()
    {
        await using var venue = await Venues.StartAsync();
        await using var run = Run(venue, CliRun.Account());
        await _read.WhenAsync(line => line.IsA("change"));

        _pipe.Pause();
        await venue.WhenAsync(Sent(50, venue));
        _pipe.Resume();
        var resumed = _read.Lines.Count;
        await _read.WhenAsync(line => line.IsA("change"), from: resumed);

        Assert.Equal(0, await run.InterruptAsync());
        var summary = _read.Lines[^1];
        Assert.Contains("\"identity\":\"holds\"", summary);
        Assert.Contains($"\"delivered\":{_read.Lines.Count(line => line.IsA("change"))},", summary);
    }

    [Fact]
    public async Task A_reader_that_pauses_for_longer_than_a_delivery_may_take_is_told_and_reads_on_from_a_snapshot()
    {
        var account = CliRun.Account();
        account["OptionAuctions__Delivery__AckTimeout"] = "00:00:01";
        await using var venue = await Venues.StartAsync();
        await using var run = Run(venue, account);
        await _read.WhenAsync(line => line.IsA("change"));

        _pipe.Pause();
        await run.Error.WhenAsync(line => line.Contains("warning: the subscription of the report ended"));
        _pipe.Resume();
        var told = await _read.WhenAsync(line => line.IsA("warning") && line.Contains("the report's subscription ended"));
        var again = await _read.WhenAsync(line => line.IsA("snapshot"), from: told);
        await _read.WhenAsync(line => line.IsA("change"), from: again);

        Assert.Equal(0, await run.InterruptAsync());
        Assert.Contains("\"identity\":\"holds\"", _read.Lines[^1]);
    }

    [Fact]
    public async Task A_run_whose_output_nobody_reads_ends_and_says_so()
    {
        await using var venue = await Venues.StartAsync();
        await using var run = Run(venue, CliRun.Account());
        await _read.WhenAsync(line => line.IsA("change"));
        _pipe.Pause();
        await venue.WhenAsync(Sent(50, venue));

        Assert.Equal(1, await run.InterruptAsync());
        Assert.Equal("auctions: the output cannot be written: it is not read, and lines of it are lost", run.Error.Lines[^1]);
        var session = (await venue.WhenAsync(state => !state.OpenSessions.Any())).Sessions.Single();
        Assert.Equal((SessionEnd.ClosedByClient, 1000), (session.End, session.CloseCode));
    }

    [Theory]
    [InlineData("codes", "--underlying", "005930")]
    [InlineData("venue", "--list")]
    [InlineData("--help")]
    public async Task A_command_whose_output_nobody_reads_ends_when_it_is_asked_to(params string[] args)
    {
        var time = new FakeTimeProvider();
        _pipe.Pause();
        await using var run = CliRun.Start(args, time: time, output: _pipe, capacity: SmallCapacity);

        await _pipe.Held.WaitAsync(TimeSpan.FromSeconds(60));
        await run.RequestStopAsync();
        time.Advance(StopBudget.Total);

        Assert.Equal(1, await run.Code);
    }

    [Fact]
    public async Task A_log_that_nobody_reads_holds_nothing()
    {
        await using var venue = await Venues.StartAsync();
        var account = CliRun.Account();
        account["Logging__LogLevel__Default"] = "Trace";
        _pipe.Pause();
        await using var run = CliRun.Start([.. CliRun.Following(venue, Venues.Codes), "--json"], account, error: _pipe, capacity: SmallCapacity);
        await run.Out.WhenAsync(line => line.IsA("change"));

        Assert.Equal(0, await run.InterruptAsync());
        Assert.Contains("\"identity\":\"holds\"", run.Out.Lines[^1]);
    }

    [Theory]
    [InlineData(28, "No space left on device")]
    [InlineData(32, "Broken pipe")]
    [InlineData(9, "Bad file descriptor")]
    public async Task A_log_that_cannot_be_written_holds_nothing(int error, string message)
    {
        await using var venue = await Venues.StartAsync();
        await using var run = CliRun.Start(
            [.. CliRun.Following(venue, Venues.Codes), "--json"], CliRun.Account(), error: new FailingStream(error, message));
        await run.Out.WhenAsync(line => line.IsA("change"));

        Assert.Equal(0, await run.InterruptAsync());
        Assert.Contains("\"identity\":\"holds\"", run.Out.Lines[^1]);
    }

    [Fact]
    public async Task A_terminal_that_goes_away_ends_the_run_with_an_exit_code()
    {
        await using var venue = await Venues.StartAsync();
        var gone = new FailingStream(5, "Input/output error");
        await using var run = CliRun.Start(
            CliRun.Following(venue, Venues.Codes), CliRun.Account(), output: gone, error: new FailingStream(5, "Input/output error"), isTerminal: true);

        Assert.Equal(1, await run.Code);
    }

    [Fact]
    public async Task A_terminal_that_is_held_is_painted_again_when_it_goes_on()
    {
        await using var venue = await Venues.StartAsync();
        await using var run = CliRun.Start(
            CliRun.Following(venue, Venues.Codes), CliRun.Account(), output: _pipe, isTerminal: true, capacity: SmallCapacity);
        await _read.WhenAsync(line => line.Contains("indicative"));

        _pipe.Pause();
        await venue.WhenAsync(Sent(50, venue));
        _pipe.Resume();
        await _read.WhenAsync(line => line.Contains("indicative"), from: _read.Lines.Count);

        Assert.Equal(0, await run.InterruptAsync());
        Assert.EndsWith("identity holds", _read.Lines[^1]);
    }

    private static Func<VenueState, bool> Sent(int more, VenueServer venue)
    {
        var before = venue.State().Counters.RecordsSent;
        return state => state.Counters.RecordsSent > before + more;
    }

    private CliRun Run(VenueServer venue, Dictionary<string, string?> account) =>
        CliRun.Start([.. CliRun.Following(venue, Venues.Codes), "--json"], account, output: _pipe, capacity: SmallCapacity);
}

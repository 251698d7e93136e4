using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Tests.Runs;

public sealed class EndSpecs
{
    [Fact]
    public async Task A_run_that_is_interrupted_closes_its_socket_with_1000_and_says_what_it_counted()
    {
        await using var venue = await Venues.StartAsync();
        await using var run = CliRun.Follow(venue, Venues.Codes);
        await run.Out.WhenAsync(line => line.Contains(" % indicative"));

        Assert.Equal(0, await run.InterruptAsync());
        var session = (await venue.WhenAsync(s => s.Sessions.Count == 1 && !s.OpenSessions.Any())).Sessions[0];
        Assert.Equal((SessionEnd.ClosedByClient, 1000), (session.End, session.CloseCode));
        Assert.StartsWith("messages ", run.Out.Lines[^1]);
        Assert.EndsWith("identity holds", run.Out.Lines[^1]);
    }

    [Fact]
    public async Task A_run_ends_by_itself_when_its_time_is_over()
    {
        var time = new FakeTimeProvider();
        await using var venue = await Venues.StartAsync();
        await using var run = CliRun.Start([.. CliRun.Following(venue, Venues.Codes), "--for", "20s"], CliRun.Account(), time);
        await run.Out.WhenAsync(line => line.Contains(" % indicative"));

        time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(0, await run.Code);
    }

    [Fact]
    public async Task A_stop_that_finds_the_run_draining_lets_it_end_as_it_would()
    {
        var time = new FakeTimeProvider();
        await using var venue = await VenueServer.StartAsync(Venues.Options with { Scenario = ScenarioCatalog.BuiltIn.Find("close-unanswered")! });
        await using var run = CliRun.Start([.. CliRun.Following(venue, Venues.Codes), "--for", "20s"], CliRun.Account(), time);
        await run.Out.WhenAsync(line => line.Contains(" % indicative"));

        time.Advance(TimeSpan.FromSeconds(20));
        await venue.WhenAsync(state => state.Sessions.Any(session => session.CloseCode == 1000));

        Assert.Equal(0, await run.InterruptAsync());
        Assert.EndsWith("identity holds", run.Out.Lines[^1]);
    }

    [Fact]
    public async Task A_venue_says_where_it_listens_and_ends_when_its_time_is_over()
    {
        var time = new FakeTimeProvider();
        await using var run = CliRun.Start(["venue", "--for", "2h"], time: time);
        await run.Out.WhenAsync(line => line.Contains("approval-url http://127.0.0.1:"));
        Assert.StartsWith("ws-url ws://127.0.0.1:", run.Out.Lines[0]);

        time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(0, await run.Code);
    }

    [Fact]
    public async Task A_reader_that_leaves_ends_the_run_without_a_complaint()
    {
        await using var venue = await Venues.StartAsync();
        await using var run = CliRun.Start(
            [.. CliRun.Following(venue, Venues.Codes), "--json"], CliRun.Account(), output: new FailingStream(32, "Broken pipe"));

        Assert.Equal(0, await run.Code);
        Assert.DoesNotContain("auctions:", run.Error.Text);
    }

    [Fact]
    public async Task An_output_that_cannot_be_written_is_a_failure_in_one_sentence()
    {
        await using var venue = await Venues.StartAsync();
        await using var run = CliRun.Start(
            [.. CliRun.Following(venue, Venues.Codes), "--json"], CliRun.Account(), output: new FailingStream(28, "No space left on device"));

        Assert.Equal(1, await run.Code);
        Assert.Equal("auctions: the output cannot be written: No space left on device", run.Error.Lines[^1]);
    }
}

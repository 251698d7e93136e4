namespace OptionAuctions.Cli.Tests.Runs;

public sealed class LossSpecs
{
    [Fact]
    public async Task A_venue_that_is_killed_and_comes_back_leaves_one_gap_and_is_asked_for_everything_again()
    {
        await using var first = await Venues.StartAsync();
        await using var run = CliRun.Follow(first, Venues.Codes, null, "--json");
        await run.Out.WhenAsync(line => line.IsA("change"));

        await first.KillAsync();
        await run.Out.WhenAsync(line => line.Contains("\"state\":\"lost\""));
        await using var second = await Venues.StartAsync(first.WebSocketUrl.Port);
        var gap = await run.Out.WhenAsync(line => line.IsA("gap"));
        await run.Out.WhenAsync(line => line.IsA("change"), from: gap);
        var state = await second.WhenAsync(s => s.OpenSessions.Any(session => session.Registrations.Count == 3));

        Assert.Equal(0, await run.InterruptAsync());
        Assert.Equal(Venues.Codes, string.Join(',', state.OpenSessions.Single().Codes));
        Assert.Equal(1, run.Out.Lines.Count(line => line.IsA("gap")));
        Assert.Contains("\"gaps\":1,\"identity\":\"holds\"", run.Out.Lines[^1]);
        Assert.Contains(run.Out.Lines, line => line.IsA("stale"));
    }

    [Fact]
    public async Task A_run_that_never_reached_its_venue_ends_with_figures_that_add_up_and_says_why_it_failed()
    {
        var gone = await Venues.StartAsync();
        await gone.StopAsync();
        await using var run = CliRun.Follow(gone, Venues.Codes, null, "--json");
        await run.Out.WhenAsync(line => line.Contains("\"state\":\"lost\""));

        Assert.Equal(1, await run.InterruptAsync());
        Assert.Contains("\"frames\":0,", run.Out.Lines[^1]);
        Assert.Contains("\"identity\":\"holds\"", run.Out.Lines[^1]);
        Assert.StartsWith("auctions: the feed never connected: ", run.Error.Lines[^1]);
    }
}

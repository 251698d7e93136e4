namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>Runs on the venue in the process.</summary>
public sealed class SimulatedVenueSpecs
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_fast_clock_plays_a_call_to_its_end_and_the_run_says_when_the_next_begins()
    {
        await using var run = CliRun.Start(["run", "--json", "--speed", "100"]);

        var ended = await run.Out.WhenAsync(line => line.IsA("call-ended"));

        Assert.Equal(0, await run.InterruptAsync());
        Assert.Equal(
            """{"type":"call-ended","call":"opening","at":"2026-11-23T09:00:00.000+09:00","next":"closing","begins":"2026-11-23T15:35:00.000+09:00"}""",
            run.Out.Lines[ended - 1]);
        Assert.Contains(run.Out.Lines, line => line.IsA("change") && line.Contains("\"time\":\"08:5"));
        Assert.DoesNotContain(run.Out.Lines.Take(ended), line => line.Contains("\"state\":\"lost\""));
        Assert.Contains("\"gaps\":0,\"identity\":\"holds\"", run.Out.Lines[^1]);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_run_that_loops_goes_on_to_the_next_call_and_sums_all_up()
    {
        await using var run = CliRun.Start(["run", "--loop", "--json", "--speed", "100"]);

        var ended = await run.Out.WhenAsync(line => line.IsA("call-ended"));
        await run.Out.WhenAsync(line => line.IsA("change") && line.Contains("\"call\":\"closing\""), from: ended);

        Assert.Equal(0, await run.InterruptAsync());
        Assert.Equal(1, run.Out.Lines.Count(line => line.IsA("summary")));
        Assert.Contains("\"identity\":\"holds\"", run.Out.Lines[^1]);
        Assert.Contains($"\"delivered\":{run.Out.Lines.Count(line => line.IsA("change"))},", run.Out.Lines[^1]);
    }

    [Fact]
    public async Task A_scenario_is_played_there()
    {
        await using var run = CliRun.Start(["run", "--json", "--scenario", "cap-of-three"]);

        await run.Out.WhenAsync(line => line.IsA("deferred") && line.Contains("OPSP0008"));
    }

    [Fact]
    public async Task A_gap_is_where_the_forecasts_of_a_stock_and_of_its_future_stand()
    {
        await using var run = CliRun.Start(["run", "--json", "--speed", "20", "--gap", "-6", "--codes", "005930,A11612"]);

        foreach (var code in new[] { "005930", "A11612" })
            await run.Out.WhenAsync(line => line.IsA("change") && line.Contains($"\"code\":\"{code}\"") && line.Contains("\"rate\":-6."));
    }

    [Theory]
    [InlineData("--speed", "60")]
    [InlineData("--scenario", "calm")]
    [InlineData("--gap", "-6")]
    [InlineData("--loop")]
    public async Task What_is_for_the_simulated_venue_is_refused_with_credentials(params string[] option)
    {
        await using var run = CliRun.Start(["run", .. option], CliRun.Account());

        Assert.Equal(2, await run.Code);
        Assert.Equal(
            $"auctions: {option[0]} is for the simulated venue, and there are credentials, with which a real venue is dialed: leave it out",
            Assert.Single(run.Error.Lines));
    }
}

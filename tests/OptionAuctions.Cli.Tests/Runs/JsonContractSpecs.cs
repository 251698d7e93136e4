using System.Text.Json;

namespace OptionAuctions.Cli.Tests.Runs;

public sealed class JsonContractSpecs
{
    [Fact]
    public async Task Every_line_is_an_object_with_a_type_and_the_last_is_a_summary_whose_identity_holds()
    {
        await using var venue = await Venues.StartAsync();
        await using var run = CliRun.Follow(venue, Venues.Codes, null, "--json");
        foreach (var code in Venues.Codes.Split(',')) await run.Out.WhenAsync(line => line.IsA("change") && line.Contains(code));

        var exit = await run.InterruptAsync();

        var lines = run.Out.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        var types = lines.Select(line => line.GetProperty("type").GetString()).ToArray();
        Assert.Equal(0, exit);
        Assert.Subset(new HashSet<string?> { "snapshot", "change", "phase", "feed", "summary", "stale" }, types.ToHashSet());
        Assert.All( // the clock of this machine may be in a call, and the records of this venue are of one that was before
            lines.Where(line => line.GetProperty("type").ValueEquals("stale")),
            line => Assert.Equal("the call is over", line.GetProperty("reason").GetString()));
        Assert.Equal(3, types.Count(type => type == "snapshot"));
        Assert.Equal("summary", types[^1]);
        Assert.Equal("holds", lines[^1].GetProperty("identity").GetString());
        Assert.Equal(types.Count(type => type == "change"), lines[^1].GetProperty("delivered").GetInt64());
        var ofFeed = lines.Where(line => line.GetProperty("type").ValueEquals("feed"));
        Assert.Equal(["opened", "lost"], ofFeed.Select(line => line.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_run_without_credentials_follows_a_venue_of_its_own_and_says_so()
    {
        await using var run = CliRun.Start(["run", "--json"]);
        await run.Out.WhenAsync(line => line.IsA("change"));

        Assert.Equal(0, await run.InterruptAsync());
        Assert.StartsWith("no credentials: following a simulated venue in this process", run.Error.Lines[0]);
        Assert.Contains("\"identity\":\"holds\"", run.Out.Lines[^1]);
        Assert.InRange(run.Out.Lines.Count(line => line.IsA("snapshot")), 24, 41);
        Assert.All(run.Out.Lines.Where(line => line.IsA("change")), line => Assert.Contains("\"time\":\"08:40:", line));
    }

    [Fact]
    public async Task What_the_session_has_no_slot_for_is_deferred_with_a_reason()
    {
        await using var venue = await Venues.StartAsync();
        var account = CliRun.Account();
        account["OptionAuctions__Connection__Capacity"] = "2";
        await using var run = CliRun.Follow(venue, Venues.Codes, account, "--json");

        await run.Out.WhenAsync(line => line == """{"type":"deferred","code":"B50612081","of":"forecasts","reason":"the session takes 2 codes"}""");
    }

    [Fact]
    public async Task What_is_beyond_the_codes_followed_is_refused_with_a_reason()
    {
        await using var venue = await Venues.StartAsync();
        var account = CliRun.Account();
        account["OptionAuctions__Auctions__MaxCodes"] = "2";
        await using var run = CliRun.Follow(venue, Venues.Codes, account, "--json");

        await run.Out.WhenAsync(line => line.Contains("""{"type":"refused","code":"B50612081","of":"forecasts","reason":"2 codes are followed already"""));
    }
}

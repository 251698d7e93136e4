using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Tests.Runs;

public sealed class UnderlyingSpecs
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "config", "fo_stk_code_mts.mst");

    [Fact]
    public async Task A_run_of_an_underlying_follows_it_its_series_and_their_future_on_a_venue_of_its_own_instead_of_the_codes_configured()
    {
        await using var run = CliRun.Start(["run", "--json", "--underlying", "000660", "--expiries", "1", "--atm", "1", "--fixed"]);
        await run.Out.WhenAsync(line => line.IsA("change"));

        Assert.Equal(0, await run.InterruptAsync());
        Assert.Equal(["000660", "A50612", "B50612082", "B50612083", "B50612084", "C50612082", "C50612083", "C50612084"], Snapshots(run));
        Assert.DoesNotContain("warning: Opt", run.Error.Text);
    }

    [Fact]
    public async Task With_fewer_slots_than_series_the_nearest_to_the_money_get_them()
    {
        await using var venue = await Venues.StartAsync();
        var account = CliRun.Account();
        account["OptionAuctions__Connection__Capacity"] = "2";
        await using var run = Run(venue, account, "--underlying", "005930", "--expiries", "1", "--atm", "1", "--master", Shipped);
        await venue.WhenAsync(state => state.OpenSessions.Any(session => session.Registrations.Count == 2)).WaitAsync(TimeSpan.FromSeconds(60));
        await run.Out.WhenAsync(line => line.IsA("change"));

        Assert.Equal(
            ["B11612083", "C11612083"],
            venue.State().OpenSessions.Single().Registrations.Select(registration => registration.Code.ToString()).Order());
    }

    [Fact]
    public async Task Series_that_are_configured_follow_the_codes_and_a_warning_does_not_keep_the_others_from_running()
    {
        await using var venue = await Venues.StartAsync();
        var account = CliRun.Account();
        account["OptionAuctions__CodesFile"] = "";
        account["OptionAuctions__Codes__0"] = "B11612083";
        account["OptionAuctions__MasterFile"] = Shipped;
        account["OptionAuctions__Market__MasterFileMaxAge"] = "365.00:00:00";
        account["OptionAuctions__Series__0__Underlying"] = "nobody";
        await using var run = Run(venue, account);
        await run.Out.WhenAsync(line => line.IsA("change") && line.Contains("B11612083"));

        Assert.Equal(0, await run.InterruptAsync());
        Assert.Equal(
            "auctions: warning: OptionAuctions:Series:0: 'nobody' is neither symbol nor name of one of the 32 underlyings in the master file",
            Assert.Single(run.Error.Lines, line => line.Contains("warning:")));
    }

    [Fact]
    public async Task A_master_file_that_is_missing_is_a_warning_when_nothing_needs_it()
    {
        await using var venue = await Venues.StartAsync();
        await using var run = CliRun.Follow(venue, Venues.Codes, null, "--master", "no-such.mst", "--json");
        await run.Out.WhenAsync(line => line.IsA("change"));

        Assert.StartsWith($"auctions: warning: --master '{Path.GetFullPath("no-such.mst")}' cannot be read: ", run.Error.Lines[0]);
        Assert.Equal(0, await run.InterruptAsync());
    }

    private static CliRun Run(VenueServer venue, Dictionary<string, string?> account, params string[] more)
    {
        account["OptionAuctions__WsUrl"] = venue.WebSocketUrl.ToString();
        account["OptionAuctions__ApprovalUrl"] = venue.ApprovalUrl.ToString();
        return CliRun.Start(["run", "--json", .. more], account);
    }

    private static IEnumerable<string> Snapshots(CliRun run) =>
        run.Out.Lines.Where(line => line.IsA("snapshot")).Select(line => line.Split('"')[7]).Order();
}

using OptionAuctions.Cli.Tests.Runs;
using OptionAuctions.Feed.Dialing;

namespace OptionAuctions.Cli.Tests.Verbs;

public sealed class DialsVerbSpecs : IDisposable
{
    private readonly string _state = Directory.CreateTempSubdirectory("auctions-").FullName;

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Fact]
    public async Task A_fresh_app_key_may_dial_at_any_time()
    {
        await using var run = CliRun.Start(["dials"], Account());

        Assert.Equal(0, await run.Code);
        Assert.Equal(["app key 0: 0 of 4 dials in the last ten minutes, 0 of 20 in the last day, the next at any time"], run.Out.Lines);
    }

    [Fact]
    public async Task A_spent_budget_says_until_when_and_gives_no_key_away()
    {
        var log = new DialLog(_state, new Secret("any-key"));
        var now = MarketTime.Now(TimeProvider.System);
        for (var dial = 4; dial > 0; dial--) log.Add(now.AddMinutes(-dial));

        await using var run = CliRun.Start(["dials"], Account());

        Assert.Equal(0, await run.Code);
        Assert.StartsWith("app key 0: 4 of 4 dials in the last ten minutes, 4 of 20 in the last day, the next at ", run.Out.Lines[0]);
        Assert.DoesNotContain("any-key", run.Said);
    }

    [Fact]
    public async Task Requests_for_a_key_have_a_line_of_their_own_and_a_time_in_the_future_is_told()
    {
        var key = new Secret("any-key");
        new DialLog(_state, key, AppKeyDials.ApprovalLog).Add(MarketTime.Now(TimeProvider.System));
        new DialLog(_state, key).Add(MarketTime.Now(TimeProvider.System).AddYears(1));

        await using var run = CliRun.Start(["dials"], Account());

        Assert.Equal(0, await run.Code);
        Assert.StartsWith("app key 0: 0 of 4 dials ", run.Out.Lines[0]);
        Assert.Equal(
            "app key 0: 1 of 4 requests for an approval key in the last ten minutes, 1 of 20 in the last day, the next at any time", run.Out.Lines[1]);
        Assert.Contains("1 times in the future were dropped", Assert.Single(run.Error.Lines));
    }

    [Fact]
    public async Task A_log_that_is_none_is_refused_by_name()
    {
        new DialLog(_state, new Secret("any-key")).Add(MarketTime.Now(TimeProvider.System));
        var log = Directory.GetFiles(_state).Single();
        File.Delete(log);
        File.CreateSymbolicLink(log, "/dev/zero");

        await using var run = CliRun.Start(["dials"], Account());

        Assert.Equal(1, await run.Code);
        Assert.Contains($"'{log}' is a symbolic link", Assert.Single(run.Error.Lines));
    }

    [Fact]
    public async Task Without_an_app_key_there_is_nothing_to_tell()
    {
        await using var run = CliRun.Start(["dials"]);

        Assert.Equal(2, await run.Code);
        Assert.Contains("AppKey is missing", run.Error.Lines[0]);
    }

    private Dictionary<string, string?> Account()
    {
        var account = CliRun.Account();
        account.Remove("OptionAuctions__WsUrl"); // read, never dialed
        account.Remove("OptionAuctions__ApprovalUrl");
        account.Remove("OptionAuctions__Connection__RequestPace"); // too fast for the real venue
        account["OptionAuctions__StateDirectory"] = _state;
        return account;
    }
}

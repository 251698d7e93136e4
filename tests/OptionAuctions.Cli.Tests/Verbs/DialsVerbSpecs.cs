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
        account["OptionAuctions__StateDirectory"] = _state;
        return account;
    }
}

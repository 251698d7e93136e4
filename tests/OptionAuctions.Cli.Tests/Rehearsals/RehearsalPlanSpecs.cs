using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Cli.Rehearsing;

namespace OptionAuctions.Cli.Tests.Rehearsals;

public sealed class RehearsalPlanSpecs
{
    private static readonly DateTimeOffset Morning = new(2026, 12, 1, 9, 30, 5, MarketTime.Offset);

    [Fact]
    public void Without_a_word_it_is_two_stocks_at_the_paper_host_under_the_budget_and_the_state_folder_of_a_run()
    {
        var plan = Plan(("Dialing:DialsPerTenMinutes", "3"), ("StateDirectory", "/some/state"), ("WsUrl", "ws://ops.koreainvestment.com:21000/tryitout"));

        var options = plan.Options;
        Assert.Equal("ws://ops.koreainvestment.com:31000/tryitout", $"{options.WsUrl}");
        Assert.Equal("https://openapivts.koreainvestment.com:29443/", $"{options.ApprovalUrl}");
        Assert.Equal((3, 20, "/some/state"), (options.Dialing.DialsPerTenMinutes, options.Dialing.DialsPerDay, options.StateFolder));
        Assert.Equal(["005930", "000660"], options.Codes);
        Assert.Equal(["005930", "000660", "005930 trades", "000660 trades"], plan.Topics.Select(topic => $"{topic}"));
        Assert.Equal(Path.Combine("/some/state", "rehearsal-20261201-093005.log"), plan.RawFile);
    }

    [Fact]
    public void Of_several_app_keys_the_first_is_rehearsed() =>
        Assert.Equal("key", Plan(("AppKeys:1:AppKey", "other"), ("AppKeys:1:AppSecret", "other-secret")).Options.AppKeys.Single().AppKey.Reveal());

    private static RehearsalPlan Plan(params (string Key, string Value)[] values)
    {
        (string Key, string Value)[] account = [("AppKeys:0:AppKey", "key"), ("AppKeys:0:AppSecret", "secret")];
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(account.Concat(values).Select(pair => KeyValuePair.Create($"OptionAuctions:{pair.Key}", (string?)pair.Value)))
            .Build();
        return RehearsalPlan.Make(new RehearsalRequest(null, null, null, null, null, Json: false), configuration, new FakeTimeProvider(Morning));
    }
}

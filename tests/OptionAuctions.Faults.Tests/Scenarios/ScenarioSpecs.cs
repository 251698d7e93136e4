using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests.Scenarios;

/// <summary>Every shipped scenario is played against our own feed, by its name.</summary>
public sealed class ScenarioSpecs(ITestOutputHelper output)
{
    private static readonly Dictionary<string, Expectation> Expectations = new(
        [.. MessageExpectations.All, .. StockExpectations.All, .. AnswerExpectations.All, .. ConnectionExpectations.All, .. KeyExpectations.All]);

    public static TheoryData<string> Names => [.. ScenarioCatalog.BuiltIn.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_feed_sees_what_it_should_of(string scenario)
    {
        Assert.True(Expectations.TryGetValue(scenario, out var expectation), $"no expectation says what the feed has to see of '{scenario}'");
        await using var play = await ScenarioPlay.StartAsync(output, ScenarioCatalog.BuiltIn.Find(scenario)!, expectation!);
        await expectation!.See(play);
    }

    [Fact]
    public void There_is_no_expectation_of_a_scenario_that_is_not_shipped() =>
        Assert.Empty(Expectations.Keys.Except(ScenarioCatalog.BuiltIn.All.Select(scenario => scenario.Name)));
}

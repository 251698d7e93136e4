using OptionAuctions.Venue.Scenarios;

namespace OptionAuctions.Venue.Tests.Scenarios;

public sealed class ScenarioTextSpecs
{
    private const string Head = "scenario some\nsays something\n";

    [Theory]
    [InlineData("dance", "line 3: 'dance' is not a sentence the venue knows; README.md beside the scenarios lists them all")]
    [InlineData("cut every sessions", "line 3: 'cut every sessions' is not a sentence the venue knows; near it are 'cut ")]
    [InlineData("allow 0 registrations", "line 3: 0 is not between 1 and 100000")]
    [InlineData("allow three registrations", "near it are 'allow {n} registrations'")]
    [InlineData("at 25:00:00 cut every session", "line 3: '25:00:00' is not a time such as 08:59:00")]
    [InlineData("after 5 cut every session", "line 3: '5' is not a duration such as '20 seconds'")]
    [InlineData("from 09:00:00 to 08:00:00 be silent", "line 3: it ends before it begins")]
    [InlineData("every 5 seconds for 6 seconds be silent", "line 3: it lasts longer than it waits")]
    [InlineData("cut every session", "line 3: this happens at a moment")]
    [InlineData("from 08:00:00 to 09:00:00 cut every session", "line 3: this happens at a moment")]
    [InlineData("at 08:00:00 be silent", "line 3: this lasts")]
    [InlineData("hold data back", "line 3: say until when")]
    [InlineData("hold a call after a halt", "line 3: say when the call is held: 'from … to …'")]
    [InlineData("after 5 seconds for 1 minute hold a call after a halt", "line 3: say when the call is held: 'from … to …'")]
    [InlineData("interrupt every stock for its volatility", "line 3: say when the call is held: 'from … to …'")]
    [InlineData("from 08:00:00 to 09:00:00 open every stock 6 percent higher", "line 3: stocks open every day: say it without a time")]
    [InlineData("open every stock 30 percent lower", "line 3: 30 is not between 1 and 29")]
    [InlineData("append a column in messages of H0STANC0", "line 3: 'H0STANC0' is not a TR that the venue has records for, such as H0STASP0")]
    [InlineData("be silent in messages of H0STASP0", "line 3: 'in messages of …' goes with what is done to data messages")]
    [InlineData("every 5 seconds append a column", "line 3: say for how long")]
    [InlineData("be silent in every 3rd message", "line 3: 'in every … message' goes with what is done to data messages")]
    [InlineData("append a column in every three message", "line 3: 'three' is not an ordinal such as 3rd")]
    [InlineData("refuse registrations with OPSP4711", "line 3: 'OPSP4711' is not a msg_cd of the venue")]
    [InlineData("after 30 hours cut every session", "line 3: 30 hours is longer than 24 hours")]
    [InlineData("send PINGPONG every 10 milliseconds", "line 3: shorter than 1 second")]
    [InlineData("pains two", "line 3: 'two' is not the number of a pain")]
    [InlineData("scenario Two Words", "line 3: a name is one word of lower-case letters, digits and hyphens")]
    [InlineData("# nothing", "it does nothing")]
    public void A_wrong_line_is_refused_with_its_number_and_the_reason(string line, string reason)
    {
        var refusal = Assert.Throws<ScenarioException>(() => Scenario.Parse(Head + line, "some.scenario"));
        Assert.StartsWith("some.scenario, line 3: ", refusal.Message);
        Assert.Contains(reason, refusal.Message);
    }

    [Theory]
    [InlineData("says x\nbe silent", "it has no line 'scenario' with a name")]
    [InlineData("scenario x\nbe silent", "it has no line 'says' with what it does")]
    public void What_is_missing_is_said(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<ScenarioException>(() => Scenario.Parse(text)).Message);

    [Fact]
    public void Comments_empty_lines_and_any_line_ending_do_not_count()
    {
        var scenario = Scenario.Parse("# why\r\nscenario a-name # so\r\n\r\nsays what it does\r\npains 2 14\r\nbe silent # now\r\n");

        Assert.Equal(("a-name", "what it does"), (scenario.Name, scenario.Summary));
        Assert.Equal([2, 14], scenario.Pains);
        Assert.Single(scenario.Clauses);
    }

    [Fact]
    public void Every_shipped_scenario_is_called_as_its_file_and_is_built_in()
    {
        var folder = Path.Combine(Repository.Root, "config", "scenarios");

        var shipped = ScenarioCatalog.Load(folder);

        Assert.Equal(
            Directory.GetFiles(folder, "*.scenario").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
            shipped.All.Select(s => s.Name));
        Assert.Equal(shipped.All.Select(s => (s.Name, s.Summary)), ScenarioCatalog.BuiltIn.All.Select(s => (s.Name, s.Summary)));
    }

    [Fact]
    public void Every_shipped_scenario_has_a_test_that_bears_its_name()
    {
        var tests = typeof(ScenarioTextSpecs).Assembly.GetTypes().Where(t => t.Name.StartsWith("Shipped", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods()).Select(m => m.Name.Replace('_', '-').ToLowerInvariant()).ToArray();

        Assert.All(ScenarioCatalog.BuiltIn.All, scenario => Assert.Contains(tests, test => test.StartsWith(scenario.Name, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_readme_beside_the_scenarios_lists_every_sentence_and_every_scenario()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "config", "scenarios", "README.md"));

        Assert.All(Phrases.All, phrase => Assert.Contains($"`{phrase.Pattern}`", readme));
        Assert.All(ScenarioCatalog.BuiltIn.All, scenario => Assert.Contains($"| `{scenario.Name}` | {scenario.Summary} |", readme));
    }

    [Fact]
    public void The_projects_readme_states_how_many_scenarios_there_are() =>
        Assert.Contains($"names the {ScenarioCatalog.BuiltIn.All.Count} ways", File.ReadAllText(Path.Combine(Repository.Root, "README.md")));
}

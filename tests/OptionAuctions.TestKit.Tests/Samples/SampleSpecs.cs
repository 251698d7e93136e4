namespace OptionAuctions.TestKit.Tests.Samples;

public sealed class SampleSpecs
{
    [Fact]
    public void The_first_test_of_a_strategy_is_under_20_lines_and_knows_no_socket()
    {
        var sample = Text("FirstStrategySpecs.cs");

        Assert.True(sample.Split('\n').Length < 20, sample);
        Assert.DoesNotContain("venue", sample, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_README_shows_the_first_test_as_it_is_compiled() =>
        Assert.Contains(Text("FirstStrategySpecs.cs"), File.ReadAllText(Path.Combine(Repository.Root, "README.md")));

    [Fact]
    public void The_second_is_under_40_lines_with_its_host_its_venue_and_its_fault() =>
        Assert.True(Text("SecondStrategySpecs.cs").Split('\n').Length < 40);

    private static string Text(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "tests", "OptionAuctions.TestKit.Tests", "Samples", file));
        return text[text.IndexOf("public sealed class", StringComparison.Ordinal)..].Trim();
    }
}

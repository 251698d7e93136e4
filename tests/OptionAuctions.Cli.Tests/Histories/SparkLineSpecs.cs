using OptionAuctions.Cli.Histories;

namespace OptionAuctions.Cli.Tests.Histories;

public sealed class SparkLineSpecs
{
    [Theory]
    [InlineData("1 2 3 4 5 6 7 8", "▁▂▃▄▅▆▇█")]
    [InlineData("8 1 8", "█▁█")]
    [InlineData("100 - 200 150", "▁·█▅")]
    [InlineData("5 5 5", "▄▄▄")]
    [InlineData("7", "▄")]
    [InlineData("- -", "··")]
    public void Heights_go_from_the_lowest_value_to_the_highest(string values, string blocks) => Assert.Equal(
        blocks, SparkLine.Of([.. values.Split(' ').Select(value => value == "-" ? (decimal?)null : decimal.Parse(value))]));
}

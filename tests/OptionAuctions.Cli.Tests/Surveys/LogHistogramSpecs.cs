using OptionAuctions.Cli.Surveys;

namespace OptionAuctions.Cli.Tests.Surveys;

public sealed class LogHistogramSpecs
{
    [Fact]
    public void Quantiles_are_those_of_the_sorted_values_to_one_percent()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 20_000).Select(_ => (long)(Math.Exp(random.NextDouble() * 20) * (random.Next(4) == 0 ? -1 : 1))).ToArray();
        var histogram = new LogHistogram();
        foreach (var value in values) histogram.Add(value);

        Array.Sort(values);
        foreach (var share in (double[])[0, 0.01, 0.25, 0.5, 0.9, 0.99, 1])
        {
            var exact = values[Math.Max(0, (int)Math.Ceiling(values.Length * share) - 1)];
            Assert.InRange(histogram.Quantile(share), exact - 1 - (Math.Abs(exact) / 100), exact + 1 + (Math.Abs(exact) / 100));
        }

        Assert.Equal((values[0], values[^1], 20_000), (histogram.Min, histogram.Max, histogram.Count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_single_value_is_its_own_median(long value)
    {
        var histogram = new LogHistogram();
        histogram.Add(value);

        Assert.Equal(value, histogram.Quantile(0.5));
    }

    [Fact]
    public void Without_values_all_is_zero() => Assert.Equal((0, 0, 0), (new LogHistogram().Quantile(0.5), new LogHistogram().Min, new LogHistogram().Max));
}

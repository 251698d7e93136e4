namespace OptionAuctions.Chains.Tests;

public sealed class OptionChainSpecs
{
    private static readonly Instrument A = new("B11612083"), B = new("C11612083"), C = new("B11612084");

    [Fact]
    public void Series_are_ordered_by_strike_the_call_first()
    {
        var chain = Of(new(C, true, 165_000), new(B, false, 160_000), new(A, true, 160_000));

        Assert.Equal([A, B, C], chain.Codes);
        Assert.Equal([160_000, 165_000], chain.Strikes);
    }

    [Fact]
    public void A_code_has_one_place() => Assert.Contains("twice", Refused(new(A, true, 160_000), new(A, false, 160_000)), StringComparison.Ordinal);

    [Fact]
    public void A_place_has_one_code() => Assert.Contains("same option", Refused(new(A, true, 160_000), new(C, true, 160_000)), StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_strike_is_a_number_above_nothing(double strike) =>
        Assert.Contains("above 0", Refused(new(A, true, strike), new(C, true, 160_000)), StringComparison.Ordinal);

    [Fact]
    public void A_series_has_a_code() => Assert.Contains("code", Refused(new ChainSeries(default, true, 160_000)), StringComparison.Ordinal);

    private static OptionChain Of(params ChainSeries[] series) => new("005930", new DateOnly(2026, 12, 10), series);

    private static string Refused(params ChainSeries[] series) => Assert.Throws<ArgumentException>(() => Of(series)).Message;
}

namespace OptionAuctions.Chains.Tests;

public sealed class ContractSizeSpecs
{
    [Fact]
    public void Without_a_multiplier_it_is_ten_shares_and_says_that_this_is_assumed()
    {
        Assert.Equal((10, true), (ContractSize.Of(null).Shares, ContractSize.Of(null).IsAssumed));
        Assert.Equal((10, true), (default(ContractSize).Shares, default(ContractSize).IsAssumed));
        Assert.Equal((10, false), (ContractSize.Of(10).Shares, ContractSize.Of(10).IsAssumed));
        Assert.Equal((10.3, false), (ContractSize.Of(10.3).Shares, ContractSize.Of(10.3).IsAssumed));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-10.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1_000_001.0)]
    public void What_is_no_number_of_shares_is_refused(double multiplier)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ContractSize.Of(multiplier));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OptionChain("005930", new DateOnly(2026, 12, 10), []) { Multiplier = multiplier });
    }
}

using OptionAuctions.Market.Tests;

namespace OptionAuctions.Chains.Tests;

public sealed class OptionChainsSpecs
{
    private static readonly ReferenceData Known = ReferenceData.BuiltIn with { Instruments = Masters.Shipped };

    [Fact]
    public void An_underlying_has_a_chain_a_month_that_expires_when_the_calendar_says()
    {
        var chains = OptionChains.Of(Known, "삼성전자", new DateOnly(2026, 11, 23));

        Assert.Equal([new DateOnly(2026, 12, 10), new DateOnly(2027, 1, 14), new DateOnly(2027, 2, 11)], chains.Select(c => c.Expiry));
        Assert.All(chains, chain => Assert.Equal(("005930", 22, 11), (chain.Underlying, chain.Series.Count, chain.Strikes.Count)));
    }

    [Fact]
    public void A_chain_that_has_expired_is_none() =>
        Assert.Equal(
            [new DateOnly(2027, 1, 14), new DateOnly(2027, 2, 11)],
            OptionChains.Of(Known, "005930", new DateOnly(2026, 12, 11)).Select(c => c.Expiry));

    [Fact]
    public void Contracts_of_another_multiplier_are_a_chain_of_their_own()
    {
        var series = Masters.Shipped.Series.Where(s => s.Underlying.Symbol == "005930" && s.Expiry.Month == 12).ToArray();
        var adjusted = series[0] with { Code = SomeChain.AnotherCode, Multiplier = 12 };
        var known = Known with
        {
            Instruments = InstrumentList.Of(
                new MasterListing([.. series.Skip(1).Where(s => s.Code != SomeChain.AnotherCode), adjusted], []), null),
        };

        var chains = OptionChains.Of(known, "005930", new DateOnly(2026, 11, 23));
        Assert.Equal([20, 1], chains.Select(c => c.Series.Count));
        Assert.Equal([(double?)series[1].Multiplier, 12], chains.Select(c => c.Multiplier));
    }

    [Fact]
    public void What_is_not_listed_has_no_chain() => Assert.Empty(OptionChains.Of(Known, "999999", new DateOnly(2026, 11, 23)));
}

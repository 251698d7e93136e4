namespace OptionAuctions.Chains.Tests;

public sealed class PricingTermsSpecs
{
    private static readonly DateOnly Expiry = new(2026, 12, 10);

    /// <summary>From 2026-11-23 08:45 to 2026-12-10 15:20 KST are 17 days and 395 minutes.</summary>
    [Theory]
    [InlineData(DayCount.Act365, (17 + (395 / 1440.0)) / 365)]
    [InlineData(DayCount.Act360, (17 + (395 / 1440.0)) / 360)]
    public void Time_left_is_counted_to_the_end_of_trading_on_the_last_day(DayCount dayCount, double years) =>
        Assert.Equal(years, new PricingTerms { DayCount = dayCount }.YearsUntil(SomeChain.Morning, Expiry), 1e-12);

    [Fact]
    public void The_zone_of_the_clock_does_not_matter() => Assert.Equal(
        new PricingTerms().YearsUntil(SomeChain.Morning, Expiry), new PricingTerms().YearsUntil(SomeChain.Morning.ToUniversalTime(), Expiry));

    [Fact]
    public void Another_time_of_expiry_counts() => Assert.Equal(
        (17 + (420 / 1440.0)) / 365, new PricingTerms { ExpiryTime = new TimeOnly(15, 45) }.YearsUntil(SomeChain.Morning, Expiry), 1e-12);

    [Fact]
    public void After_the_expiry_no_time_is_left() => Assert.Equal(0, new PricingTerms().YearsUntil(SomeChain.Morning.AddDays(30), Expiry));

    [Theory]
    [InlineData(3.0)]
    [InlineData(double.NaN)]
    public void A_rate_that_is_no_fraction_is_refused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PricingTerms { Rate = rate });

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Dividends_that_are_no_amount_are_refused(double dividends) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PricingTerms { Dividends = dividends });

    [Fact]
    public void An_age_that_nothing_can_have_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PricingTerms { MaxInputAge = TimeSpan.Zero });

    [Fact]
    public void A_forward_has_the_interest_and_lacks_the_dividends()
    {
        var terms = new PricingTerms { Rate = 0.04, Dividends = 300 };

        var forward = terms.ForwardOf(71_300, 0.5);

        Assert.Equal(71_000 * Math.Exp(0.02), forward, 1e-9);
        Assert.Equal(71_300, terms.SpotOf(forward, 0.5), 1e-9);
    }
}

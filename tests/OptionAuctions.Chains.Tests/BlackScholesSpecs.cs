namespace OptionAuctions.Chains.Tests;

public sealed class BlackScholesSpecs
{
    [Fact]
    public void Prices_are_those_of_the_reference_to_a_millionth_of_a_won() => Assert.All(ReferencePrices.All, r =>
    {
        Assert.Equal(r.Call, Price(isCall: true, r), 1e-6);
        Assert.Equal(r.Put, Price(isCall: false, r), 1e-6);
    });

    /// <summary>Values as printed, to the digits printed.</summary>
    [Theory]
    // J. Hull, Options, Futures, and Other Derivatives: S 42, K 40, r 10 %, volatility 20 %, half a year.
    [InlineData(true, 42, 0, 40, 0.5, 0.10, 0.20, 4.76, 2)]
    [InlineData(false, 42, 0, 40, 0.5, 0.10, 0.20, 0.81, 2)]
    // Hull: dividends of 0.50 in two and in five months, S 40, K 40, r 9 %, volatility 30 %, half a year.
    [InlineData(true, 40, 0.9741, 40, 0.5, 0.09, 0.30, 3.67, 2)]
    // E. G. Haug, The Complete Guide to Option Pricing Formulas: S 60, K 65, a quarter, r 8 %, volatility 30 %.
    [InlineData(true, 60, 0, 65, 0.25, 0.08, 0.30, 2.1334, 4)]
    public void On_a_share_prices_are_those_of_the_textbooks(
        bool isCall, double spot, double dividends, double strike, double years, double rate, double volatility, double printed, int digits)
    {
        var terms = new PricingTerms { Rate = rate, Dividends = dividends };

        var price = BlackScholes.Price(isCall, terms.ForwardOf(spot, years), strike, years, volatility, terms.Discount(years));

        Assert.Equal(printed, price, digits);
    }

    /// <summary>Haug: an option on a future at 19, K 19, nine months, r 10 %, volatility 28 %; call and put are both 1.7011.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void On_a_forward_prices_are_those_of_the_textbook(bool isCall) =>
        Assert.Equal(1.7011, BlackScholes.Price(isCall, 19, 19, 0.75, 0.28, Math.Exp(-0.1 * 0.75)), 4);

    [Theory]
    [InlineData(true, 0.25, 0.0)]
    [InlineData(true, 0.0, 0.3)]
    public void Without_time_or_volatility_only_exercise_is_worth_something(bool isCall, double years, double volatility) =>
        Assert.Equal(99.0, BlackScholes.Price(isCall, 200, 100, years, volatility, discount: 0.99), 12);

    [Fact]
    public void A_price_of_nothing_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BlackScholes.Price(isCall: true, 0, 100, 1, 0.2, 1));

    private static double Price(bool isCall, ReferencePrice r) =>
        BlackScholes.Price(isCall, r.Forward, r.Strike, r.Years, r.Volatility, r.Discount);
}

using CsCheck;

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

    /// <summary>C − P = (F − K) · discount, to a billionth of a won for a share of up to 400,000 won.</summary>
    [Fact]
    public void Call_and_put_agree_by_parity() => Options.Sample((forward, strike, years, volatility, rate) =>
    {
        var discount = Math.Exp(-rate * years);
        var (call, put) = (At(true, forward, strike, years, volatility, discount), At(false, forward, strike, years, volatility, discount));

        return Math.Abs(call - put - (discount * (forward - strike))) < 1e-9;
    }, iter: 20_000);

    /// <summary>R. Merton, "Theory of rational option pricing", 1973.</summary>
    [Fact]
    public void A_price_is_within_its_bounds_and_moves_the_right_way() => Gen.Select(Options, Gen.Double[1, 2])
        .Sample((option, more) =>
        {
            var (forward, strike, years, volatility, rate) = option;
            var discount = Math.Exp(-rate * years);
            bool IsOrdered(double less, double greater) => less <= greater + 1e-9;
            bool Holds(bool isCall)
            {
                var price = At(isCall, forward, strike, years, volatility, discount);
                var ofStrike = At(isCall, forward, strike * more, years, volatility, discount);
                var ofForward = At(isCall, forward * more, strike, years, volatility, discount);
                return IsOrdered(discount * BlackScholes.Intrinsic(isCall, forward, strike), price)
                    && IsOrdered(price, discount * (isCall ? forward : strike))
                    && IsOrdered(price, At(isCall, forward, strike, years, volatility * more, discount))
                    && IsOrdered(price, At(isCall, forward, strike, years * more, volatility, discount)) // of one discount: by the forward
                    && (isCall ? IsOrdered(ofStrike, price) && IsOrdered(price, ofForward) : IsOrdered(price, ofStrike) && IsOrdered(ofForward, price))
                    && IsOrdered(Math.Abs(ofStrike - price), discount * strike * (more - 1));
            }

            return Holds(isCall: true) && Holds(isCall: false);
        }, iter: 20_000);

    private static Gen<(double Forward, double Strike, double Years, double Volatility, double Rate)> Options { get; } = Gen.Select(
        Gen.Double[500, 400_000], Gen.Double[-1, 1], Gen.Double[-9, 0.7], Gen.Double[-3.5, 1.38], Gen.Double[-0.02, 0.1],
        (forward, moneyness, years, volatility, rate) =>
            (forward, Math.Min(400_000, forward * Math.Exp(moneyness)), Math.Exp(years), Math.Exp(volatility), rate));

    private static double At(bool isCall, double forward, double strike, double years, double volatility, double discount) =>
        BlackScholes.Price(isCall, forward, strike, years, volatility, discount);

    private static double Price(bool isCall, ReferencePrice r) =>
        BlackScholes.Price(isCall, r.Forward, r.Strike, r.Years, r.Volatility, r.Discount);
}

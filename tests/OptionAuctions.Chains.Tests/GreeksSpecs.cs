using CsCheck;

namespace OptionAuctions.Chains.Tests;

public sealed class GreeksSpecs
{
    [Fact]
    public void They_are_those_of_the_reference_to_a_millionth_and_to_a_millionth_of_themselves() => Assert.All(ReferenceGreeks.All, r =>
    {
        Near(r.Call, Greeks.Of(isCall: true, r.Forward, r.Strike, r.Years, r.Volatility, r.Rate));
        Near(r.Put, Greeks.Of(isCall: false, r.Forward, r.Strike, r.Years, r.Volatility, r.Rate));
    });

    /// <summary>
    /// Calls on a share without dividends, whose greeks are printed: J. Hull, Options, Futures, and Other Derivatives, "The Greek letters" (S 49, K 50,
    /// r 5 %, volatility 20 %, 0.3846 years: 0.522, 0.066, 12.1, −4.31, 8.91), and E. G. Haug, The Complete Guide to Option Pricing Formulas (S 55, K 60,
    /// nine months, r 10 %, volatility 30 %: gamma 0.0278, vega 18.9358; S 72, K 75, a year, r 9 %, volatility 19 %: rho 38.7325). The further digits are
    /// computed as those of <see cref="ReferenceGreeks"/>, and round to what is printed.
    /// </summary>
    [Theory]
    [InlineData(49, 50, 0.3846, 0.05, 0.20, 0.5216016339715761, 0.06554537725247866, 12.105242754243843, -4.305389964546104, 8.906574098800947)]
    [InlineData(55, 60, 0.75, 0.10, 0.30, 0.5333413896834848, 0.027821160476940842, 18.935777349617858, -6.181255230770723, 17.95574820635363)]
    [InlineData(72, 75, 1, 0.09, 0.19, 0.6382674578551525, 0.027392888344874317, 26.98089930416741, -6.04911088545552, 38.732505017329075)]
    public void On_a_share_they_are_those_of_the_textbooks(
        double spot, double strike, double years, double rate, double volatility, double delta, double gamma, double vega, double theta, double rho)
    {
        var terms = new PricingTerms { Rate = rate };

        Near(new Greeks(delta, gamma, vega, theta, rho), Greeks.Of(isCall: true, terms.ForwardOf(spot, years), strike, years, volatility, rate));
    }

    /// <summary>
    /// The second check: the price moves by them. With dividends, whose present value is held. The steps are a hundredth or less of what the price bends
    /// over, so that rounding and curvature are both far below the tolerance of a hundred-thousandth.
    /// </summary>
    [Fact]
    public void They_are_what_the_price_changes_by() => Gen.Select(
            Gen.Bool, Gen.Double[50_000, 200_000], Gen.Double[-0.3, 0.3], Gen.Double[0.02, 2], Gen.Double[0.1, 1.5], Gen.Double[-0.02, 0.1],
            Gen.Double[0, 3_000])
        .Sample((isCall, spot, moneyness, years, volatility, rate, dividends) =>
        {
            var strike = spot * Math.Exp(moneyness * volatility);
            double PriceAt(double share, double time, double deviation, double interest)
            {
                var terms = new PricingTerms { Rate = interest, Dividends = dividends };
                return BlackScholes.Price(isCall, terms.ForwardOf(share, time), strike, time, deviation, terms.Discount(time));
            }

            double Slope(Func<double, double> price, double h) =>
                ((8 * (price(h) - price(-h))) - (price(2 * h) - price(-2 * h))) / (12 * h);

            var step = spot * volatility * Math.Sqrt(years) / 100;
            var forward = new PricingTerms { Rate = rate, Dividends = dividends }.ForwardOf(spot, years);
            var greeks = Greeks.Of(isCall, forward, strike, years, volatility, rate);
            double DeltaAt(double move) => Greeks.Of(
                isCall, new PricingTerms { Rate = rate, Dividends = dividends }.ForwardOf(spot + move, years), strike, years, volatility, rate).Delta;

            return IsNear(greeks.Delta, Slope(move => PriceAt(spot + move, years, volatility, rate), step), 1)
                && IsNear(greeks.Gamma * spot, Slope(DeltaAt, step) * spot, 1)
                && IsNear(greeks.Vega, Slope(move => PriceAt(spot, years, volatility + move, rate), 1e-3), spot)
                && IsNear(greeks.Theta, -Slope(move => PriceAt(spot, years + move, volatility, rate), years * 1e-3), spot)
                && IsNear(greeks.Rho, Slope(move => PriceAt(spot, years, volatility, rate + move), 1e-3), spot);
        }, iter: 5_000);

    /// <summary>From C − P = S − D − K·e^(−rT).</summary>
    [Fact]
    public void Those_of_call_and_put_differ_as_parity_says() => Assert.All(ReferenceGreeks.All, r =>
    {
        var (call, put) = (Of(isCall: true, r), Of(isCall: false, r));
        var strikeNow = r.Strike * Math.Exp(-r.Rate * r.Years);

        Assert.Equal(1, call.Delta - put.Delta, 1e-12);
        Assert.Equal((call.Gamma, call.Vega), (put.Gamma, put.Vega));
        Assert.Equal(-r.Rate * strikeNow, call.Theta - put.Theta, 1e-9);
        Assert.Equal(r.Years * strikeNow, call.Rho - put.Rho, 1e-9);
    });

    [Fact]
    public void Vega_and_rho_have_a_percentage_point_and_theta_a_day()
    {
        var greeks = new Greeks(0.5, 0.01, Vega: 1_200, Theta: -7_300, Rho: 900);

        Assert.Equal((12, 9), (greeks.VegaPerPoint, greeks.RhoPerPoint));
        Assert.Equal((-20, -7_300 / 360.0), (greeks.ThetaPerDay(), greeks.ThetaPerDay(DayCount.Act360)));
    }

    [Fact]
    public void Of_a_contract_they_are_those_of_its_shares() =>
        Assert.Equal(new Greeks(5, 0.1, 12_000, -73_000, 9_000), new Greeks(0.5, 0.01, 1_200, -7_300, 900).Times(10));

    [Theory]
    [InlineData(0, 100, 1, 0.2)]
    [InlineData(100, 0, 1, 0.2)]
    [InlineData(100, 100, 0, 0.2)]
    [InlineData(100, 100, 1, 0)]
    public void What_has_no_derivative_is_refused(double forward, double strike, double years, double volatility) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Greeks.Of(isCall: true, forward, strike, years, volatility, rate: 0));

    private static Greeks Of(bool isCall, ReferenceGreek r) => Greeks.Of(isCall, r.Forward, r.Strike, r.Years, r.Volatility, r.Rate);

    private static bool IsNear(double expected, double found, double scale) => Math.Abs(expected - found) < 1e-5 * scale;

    private static void Near(Greeks expected, Greeks found) => Assert.All(
        Values(expected).Zip(Values(found)), at => Assert.Equal(at.First, at.Second, Math.Min(1e-6, (1e-6 * Math.Abs(at.First)) + 1e-13)));

    private static double[] Values(Greeks greeks) => [greeks.Delta, greeks.Gamma, greeks.Vega, greeks.Theta, greeks.Rho];
}

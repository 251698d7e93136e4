using CsCheck;

namespace OptionAuctions.Chains.Tests;

public sealed class ImpliedVolatilitySpecs
{
    private const double Infinity = double.PositiveInfinity;

    [Fact]
    public void Volatilities_are_those_of_the_reference_to_a_millionth() => Assert.All(ReferencePrices.All, r =>
    {
        Assert.Equal(r.Volatility, Of(isCall: true, r.Call, r).PerYear!.Value, 1e-6);
        Assert.Equal(r.Volatility, Of(isCall: false, r.Put, r).PerYear!.Value, 1e-6);
    });

    [Theory]
    [InlineData(NoVolatility.NoPrice, true, null, 100.0, 100.0, 1.0, 1.0)]
    [InlineData(NoVolatility.NoPrice, true, 0.0, 100.0, 100.0, 1.0, 1.0)]
    [InlineData(NoVolatility.NoPrice, false, -3.0, 100.0, 100.0, 1.0, 1.0)]
    [InlineData(NoVolatility.NoPrice, false, double.NaN, 100.0, 100.0, 1.0, 1.0)]
    [InlineData(NoVolatility.NoPrice, true, Infinity, 100.0, 100.0, 1.0, 1.0)]
    [InlineData(NoVolatility.NoForward, true, 5.0, 100.0, null, 1.0, 1.0)]
    [InlineData(NoVolatility.NoForward, true, 5.0, 100.0, 0.0, 1.0, 1.0)]
    [InlineData(NoVolatility.NoForward, false, 5.0, 100.0, double.NaN, 1.0, 1.0)]
    [InlineData(NoVolatility.BadTerms, true, 5.0, 0.0, 100.0, 1.0, 1.0)]
    [InlineData(NoVolatility.BadTerms, true, 5.0, 100.0, 100.0, Infinity, 1.0)]
    [InlineData(NoVolatility.BadTerms, true, 5.0, 100.0, 100.0, double.NaN, 1.0)]
    [InlineData(NoVolatility.BadTerms, true, 5.0, 100.0, 100.0, 1.0, 0.0)]
    [InlineData(NoVolatility.Expired, true, 5.0, 100.0, 100.0, 0.0, 1.0)]
    [InlineData(NoVolatility.Expired, false, 5.0, 100.0, 100.0, -0.1, 1.0)]
    [InlineData(NoVolatility.BelowIntrinsic, true, 19.0, 100.0, 120.0, 1.0, 1.0)]
    [InlineData(NoVolatility.BelowIntrinsic, false, 19.0, 120.0, 100.0, 1.0, 1.0)]
    [InlineData(NoVolatility.AboveBound, true, 120.0, 100.0, 120.0, 1.0, 1.0)]
    [InlineData(NoVolatility.AboveBound, false, 100.0, 100.0, 120.0, 1.0, 1.0)]
    [InlineData(NoVolatility.AboveBound, true, 119.0, 100.0, 120.0, 1.0, 0.99)]
    [InlineData(NoVolatility.TooLittleTimeValue, true, 20.0, 100.0, 120.0, 1.0, 1.0)]
    [InlineData(NoVolatility.TooLittleTimeValue, false, 20.004, 120.0, 100.0, 1.0, 1.0)]
    [InlineData(NoVolatility.TooLittleTimeValue, true, 0.004, 120.0, 100.0, 1.0, 1.0)]
    [InlineData(NoVolatility.NotFound, true, 50.0, 100.0, 100.0, 1e-6, 1.0)]
    [InlineData(NoVolatility.NotFound, true, 0.02, 1_000_000.0, 1_000_000.0, 1.0, 1.0)]
    public void A_hopeless_price_has_no_volatility_and_a_reason(
        NoVolatility reason, bool isCall, double? price, double strike, double? forward, double years, double discount)
    {
        var none = ImpliedVolatility.Of(isCall, price, strike, forward, years, discount);

        Assert.Equal((reason, null), (none.Reason, none.PerYear));
    }

    [Fact]
    public void Each_reason_is_reached_above() => Assert.Equal(
        Enum.GetValues<NoVolatility>().Except([NoVolatility.None]),
        typeof(ImpliedVolatilitySpecs).GetMethod(nameof(A_hopeless_price_has_no_volatility_and_a_reason))!
            .GetCustomAttributesData().Where(a => a.AttributeType == typeof(InlineDataAttribute))
            .Select(a => (NoVolatility)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)[0].Value!)
            .Distinct());

    [Fact]
    public void A_volatility_that_nobody_worked_out_says_that_there_was_no_price() =>
        Assert.Equal((NoVolatility.NoPrice, null), (default(ImpliedVolatility).Reason, default(ImpliedVolatility).PerYear));

    /// <summary>From 0.5 to 2 times the forward, an hour to two years, 3 % to 400 %.</summary>
    [Fact]
    public void A_price_gives_a_volatility_that_gives_the_price()
    {
        var answered = 0;
        Gen.Select(
            Gen.Bool, Gen.Double[500, 1_000_000], Gen.Double[-0.7, 0.7], Gen.Double[-9, 0.7], Gen.Double[-3.5, 1.38], Gen.Double[-0.02, 0.1])
        .Sample((isCall, forward, moneyness, logYears, logVolatility, rate) =>
        {
            var (strike, years, volatility) = (forward * Math.Exp(moneyness), Math.Exp(logYears), Math.Exp(logVolatility));
            var discount = Math.Exp(-rate * years);
            var price = BlackScholes.Price(isCall, forward, strike, years, volatility, discount);

            var implied = ImpliedVolatility.Of(isCall, price, strike, forward, years, discount);

            if (implied.PerYear is not { } found)
                return BlackScholes.TimeValue(forward, strike, volatility * Math.Sqrt(years)) < 0.0051 || implied.Reason == NoVolatility.AboveBound;
            Interlocked.Increment(ref answered);
            return Math.Abs(found - volatility) < 1e-6
                && Math.Abs(BlackScholes.Price(isCall, forward, strike, years, found, discount) - price) < 1e-6;
        }, iter: 20_000);
        Assert.InRange(answered, 10_000, 20_000);
    }

    [Fact]
    public void Whatever_the_numbers_are_there_is_a_volatility_in_range_or_a_reason() => Gen.Select(
            Gen.Bool, AnyNumber, AnyNumber, AnyNumber, AnyNumber, AnyNumber)
        .Sample((isCall, price, strike, forward, years, discount) =>
        {
            var any = ImpliedVolatility.Of(isCall, price, strike, forward, years, discount);

            return any.PerYear is { } found
                ? found is >= ImpliedVolatility.Lowest and <= ImpliedVolatility.Highest && any.Reason == NoVolatility.None
                : any.Reason != NoVolatility.None;
        }, iter: 20_000);

    /// <summary>Often ordinary, sometimes huge, tiny, negative, infinite or none.</summary>
    private static Gen<double> AnyNumber { get; } = Gen.Frequency(
        (6, Gen.Double[0, 200]), (1, Gen.Double[-300, 300].Select(exponent => Math.Pow(10, exponent))), (1, Gen.Double.Special));

    private static ImpliedVolatility Of(bool isCall, double price, ReferencePrice r) =>
        ImpliedVolatility.Of(isCall, price, r.Strike, r.Forward, r.Years, r.Discount);
}

using System.Globalization;
using MathNet.Numerics.RootFinding;

namespace OptionAuctions.Chains;

/// <summary>The volatility at which <see cref="BlackScholes"/> gives a price, or the reason why there is none.</summary>
public readonly record struct ImpliedVolatility
{
    /// <summary>The lowest volatility that is searched: 0.01 % a year.</summary>
    public const double Lowest = 0.0001;

    /// <summary>The highest volatility that is searched: 1,000 % a year.</summary>
    public const double Highest = 10;

    private const double Resolution = 0.005; // won
    private const int MaxSteps = 200;
    private readonly double _perYear;
    private readonly NoVolatility _reason;

    private ImpliedVolatility(double perYear, NoVolatility reason) => (_perYear, _reason) = (perYear, reason);

    /// <summary>
    /// The volatility per year, as a fraction, <see cref="Lowest"/> to <see cref="Highest"/>; <see langword="null"/> when there is a reason.
    /// </summary>
    public double? PerYear => _perYear > 0 ? _perYear : null;

    /// <summary>The reason why there is none; <see cref="NoVolatility.NoPrice"/> for <c>default</c>.</summary>
    public NoVolatility Reason => _perYear > 0 || _reason != NoVolatility.None ? _reason : NoVolatility.NoPrice;

    /// <summary>Solves for the volatility, to 1e-8 of it. Never throws, whatever the numbers are.</summary>
    /// <param name="isCall">True for a call, false for a put.</param>
    /// <param name="price">Price now, won per share, up to the 21 million of <see cref="Won"/>.</param>
    /// <param name="strike">Strike, won, above 0.</param>
    /// <param name="forward">Forward of the underlying, won, above 0.</param>
    /// <param name="years">Time to expiry in years.</param>
    /// <param name="discount">Discount factor, the value now of one won at the expiry, above 0.</param>
    public static ImpliedVolatility Of(bool isCall, double? price, double strike, double? forward, double years, double discount)
    {
        if (!IsAmount(price)) return None(NoVolatility.NoPrice);
        if (!IsAmount(forward)) return None(NoVolatility.NoForward);
        if (!IsAmount(strike) || !IsAmount(discount) || !double.IsFinite(years)) return None(NoVolatility.BadTerms);
        if (years <= 0) return None(NoVolatility.Expired);

        var (atExpiry, f) = (price.GetValueOrDefault() / discount, forward.GetValueOrDefault());
        var timeValue = atExpiry - BlackScholes.Intrinsic(isCall, f, strike);
        if (timeValue < 0) return None(NoVolatility.BelowIntrinsic);
        if (atExpiry > (isCall ? f : strike) - Resolution) return None(NoVolatility.AboveBound);
        return timeValue < Resolution ? None(NoVolatility.TooLittleTimeValue) : Solve(timeValue, f, strike, years);
    }

    /// <summary>Finds the root on logarithms, in which a time value far out of the money is as good a target as one at the money.</summary>
    private static ImpliedVolatility Solve(double timeValue, double forward, double strike, double years)
    {
        var (root, target) = (Math.Sqrt(years), Math.Log(timeValue));
        double Error(double volatility) =>
            Math.Log(Math.Max(BlackScholes.TimeValue(forward, strike, volatility * root), double.Epsilon)) - target;

        return Brent.TryFindRoot(Error, Lowest, Highest, accuracy: 1e-12, MaxSteps, out var found)
            ? new ImpliedVolatility(found, NoVolatility.None)
            : None(NoVolatility.NotFound);
    }

    private static bool IsAmount(double? value) => value is > 0 and < double.PositiveInfinity;

    private static ImpliedVolatility None(NoVolatility reason) => new(0, reason);

    /// <summary>Percent with two decimals, or the reason.</summary>
    public override string ToString() => PerYear is { } perYear ? perYear.ToString("P2", CultureInfo.InvariantCulture) : Reason.ToString();
}

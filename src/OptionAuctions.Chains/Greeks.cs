namespace OptionAuctions.Chains;

/// <summary>
/// The greeks of a European option: the partial derivatives of its <see cref="BlackScholes"/> price. The others of share price, volatility, time and
/// rate are held, and so is the present value of the dividends.
/// </summary>
/// <param name="Delta">
/// Change of the price per won of the share, dPrice/dSpot: 0 to 1 for a call, −1 to 0 for a put. By the spot and not by the forward: the change per won
/// of the forward is this times the discount factor.
/// </param>
/// <param name="Gamma">Change of <paramref name="Delta"/> per won of the share, 1/won.</param>
/// <param name="Vega">Change of the price per 1.00 of volatility, won; see <see cref="VegaPerPoint"/>.</param>
/// <param name="Theta">Change of the price per year that passes, won; below 0 as a rule. See <see cref="ThetaPerDay"/>.</param>
/// <param name="Rho">Change of the price per 1.00 of the annual interest rate, continuously compounded, won; see <see cref="RhoPerPoint"/>.</param>
/// <remarks>
/// Source: J. Hull, "Options, Futures, and Other Derivatives", "The Greek letters", with the share less the present value of its dividends where the
/// textbook has the share. Delta and gamma are for one share's option; of a contract they are shares, and shares per won.
/// </remarks>
public readonly record struct Greeks(double Delta, double Gamma, double Vega, double Theta, double Rho)
{
    /// <summary>Change of the price per percentage point of volatility, won: a hundredth of <see cref="Vega"/>.</summary>
    public double VegaPerPoint => Vega / 100;

    /// <summary>Change of the price per percentage point of the rate, won: a hundredth of <see cref="Rho"/>.</summary>
    public double RhoPerPoint => Rho / 100;

    internal bool IsFinite => double.IsFinite(Delta) && double.IsFinite(Gamma) && double.IsFinite(Vega) && double.IsFinite(Theta) && double.IsFinite(Rho);

    /// <summary>Change of the price per calendar day that passes, won: <see cref="Theta"/> over the days of a year.</summary>
    /// <param name="dayCount">The convention that the years were counted by.</param>
    public double ThetaPerDay(DayCount dayCount = DayCount.Act365) => Theta / dayCount.DaysPerYear();

    /// <summary>Returns the greeks of so many options, as of a contract.</summary>
    /// <param name="shares">Number of options on one share each.</param>
    public Greeks Times(double shares) => new(shares * Delta, shares * Gamma, shares * Vega, shares * Theta, shares * Rho);

    /// <summary>Computes the greeks of an option on one share.</summary>
    /// <param name="isCall">True for a call, false for a put.</param>
    /// <param name="forward">Forward of the share, won, above 0. With <see cref="PricingTerms"/>, (spot − dividends) · e^(rate · years).</param>
    /// <param name="strike">Strike, won, above 0.</param>
    /// <param name="years">Time to expiry in years, above 0.</param>
    /// <param name="volatility">Volatility per year, as a fraction, above 0.</param>
    /// <param name="rate">Annual interest rate, continuously compounded, as a fraction.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside of its range.</exception>
    public static Greeks Of(bool isCall, double forward, double strike, double years, double volatility, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(forward);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(strike);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(years);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(volatility);

        var (root, discount, sign) = (Math.Sqrt(years), Math.Exp(-rate * years), isCall ? 1 : -1);
        var (share, deviation) = (discount * forward, volatility * root); // share: less the dividends
        var d1 = (Math.Log(forward / strike) / deviation) + (deviation / 2);
        var density = BlackScholes.Density(d1);
        var exercised = sign * discount * strike * BlackScholes.Normal(sign * (d1 - deviation)); // value now of the strike, weighted
        return new Greeks(
            Delta: sign * BlackScholes.Normal(sign * d1),
            Gamma: density / (share * deviation),
            Vega: share * density * root,
            Theta: -(share * density * volatility / (2 * root)) - (rate * exercised),
            Rho: years * exercised);
    }
}

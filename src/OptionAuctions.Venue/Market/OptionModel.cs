namespace OptionAuctions.Venue.Market;

/// <summary>Values options by the formula of Black and Scholes without interest, over a skewed volatility. Good enough for plausible prices.</summary>
internal static class OptionModel
{
    /// <summary>Returns the value of an option in won per share.</summary>
    /// <param name="isCall">True for a call, false for a put.</param>
    /// <param name="spot">Price of the underlying, won.</param>
    /// <param name="strike">Strike, won.</param>
    /// <param name="years">Years to expiry, above 0.</param>
    /// <param name="volatility">Yearly volatility of a strike at the money.</param>
    public static double Value(bool isCall, double spot, double strike, double years, double volatility)
    {
        var moneyness = Math.Log(strike / spot);
        var deviation = Skewed(volatility, moneyness) * Math.Sqrt(years);
        var d1 = (-moneyness / deviation) + (deviation / 2);
        var call = (spot * Normal(d1)) - (strike * Normal(d1 - deviation));
        return Math.Max(0, isCall ? call : call - spot + strike);
    }

    /// <summary>Returns the volatility of a strike: low strikes cost more than high ones, and both ends more than the middle.</summary>
    public static double Skewed(double volatility, double moneyness) =>
        volatility * Math.Clamp(1 - (0.35 * moneyness) + (1.2 * moneyness * moneyness), 0.5, 3);

    /// <summary>Computes the standard normal distribution, to seven digits. Source: Abramowitz and Stegun 26.2.17.</summary>
    private static double Normal(double x)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(x)));
        var tail = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return x >= 0 ? 1 - tail : tail;
    }
}

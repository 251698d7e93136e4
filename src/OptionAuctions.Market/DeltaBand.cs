namespace OptionAuctions.Market;

/// <summary>The strikes whose option out of the money has a delta of a least size, by the Black-Scholes formula on the forward, undiscounted.</summary>
/// <param name="delta">The least size, above 0 and below 0.5.</param>
internal readonly struct DeltaBand(double delta)
{
    private readonly double _quantile = UpperQuantile(delta);

    /// <summary>Decides whether a strike is in the band.</summary>
    /// <param name="strike">The strike, won, above 0.</param>
    /// <param name="forward">The forward price of the underlying, won, above 0.</param>
    /// <param name="deviation">Standard deviation of the logarithm of the price at the expiry: volatility times the root of the years; above 0.</param>
    public bool Holds(decimal strike, decimal forward, double deviation)
    {
        var d1 = (Math.Log((double)(forward / strike)) / deviation) + (deviation / 2);
        return strike >= forward ? d1 >= -_quantile : d1 <= _quantile; // the call above the money, the put below it
    }

    /// <summary>
    /// The value that a standard normal variable exceeds with a probability below one half; off by 4.5e-4 at most, where a strike of three percent is
    /// some tenths (M. Abramowitz, I. Stegun, "Handbook of Mathematical Functions", 1964, 26.2.23).
    /// </summary>
    private static double UpperQuantile(double probability)
    {
        var t = Math.Sqrt(-2 * Math.Log(probability));
        return t - ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308)))))));
    }
}

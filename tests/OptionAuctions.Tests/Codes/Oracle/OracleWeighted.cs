
namespace OptionAuctions.Tests.Codes.Oracle;

/// <summary>
/// The exponentially weighted mean and dispersion of a price over time: the longer ago a moment, the less it weighs. A change of price updates
/// two numbers and their weight: the cost does not grow with the window.
/// </summary>
/// <remarks>
/// With p(s) the price at time s, T now and τ the window, and only over times at which there was a price:
/// <code>
/// weight     W = ∫ exp(−(T−s)/τ) ds                    at most τ
/// mean       M = ∫ exp(−(T−s)/τ) p(s) ds / W
/// dispersion D = √( ∫ exp(−(T−s)/τ) (p(s) − M)² ds / W )
/// </code>
/// A window with a sharp end would need every revision inside it, and their number has no bound; this one needs none. Two thirds of the weight
/// (1 − 1/e) lie within the last τ. The whole call is the case of an infinite τ: plain averages over time. A price counts by how long it
/// lasted, so one that was replaced at the very moment it came weighs nothing.
/// </remarks>
internal record struct OracleWeighted
{
    private readonly double _tau; // seconds
    private double _weight, _mean, _squares; // seconds, hundredths of a won, squares of them times seconds

    internal OracleWeighted(TimeSpan window) => _tau = window == Timeout.InfiniteTimeSpan ? double.PositiveInfinity : window.TotalSeconds;

    /// <summary>The window τ; infinite for a whole call; zero for a window that is not configured.</summary>
    public readonly TimeSpan Window => double.IsPositiveInfinity(_tau) ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(_tau);

    /// <summary>Mean price, won; <see langword="null"/> until a price has lasted for some time.</summary>
    public readonly double? Mean => _weight > 0 ? _mean / 100 : null;

    /// <summary>Dispersion of the price, won, 0 or more; <see langword="null"/> until a price has lasted for some time.</summary>
    public readonly double? Dispersion => _weight > 0 ? Math.Sqrt(_squares / _weight) / 100 : null;

    /// <summary>Share of the window for which a price is known: W/τ, from 0 to 1. 0 for a whole call, which has no length to compare with.</summary>
    public readonly double Coverage => _weight / _tau is var share && double.IsFinite(share) ? share : 0;

    internal readonly bool IsUsed => _tau > 0;

    /// <summary>Adds a price that lasted for some time.</summary>
    /// <param name="price">Hundredths of a won.</param>
    /// <param name="seconds">Above 0.</param>
    internal void Add(double price, double seconds)
    {
        var added = Decay(seconds);
        var before = _weight;
        if (added <= 0) return;
        _weight += added;
        var deviation = price - _mean;
        _squares += deviation * deviation * added * (before / _weight); // never below zero, and no difference of two large squares
        _mean = before > 0 ? _mean + (deviation * (added / _weight)) : price;
    }

    /// <summary>Adds time without a price.</summary>
    internal void Pass(double seconds) => Decay(seconds);

    /// <summary>Lowers the weight of everything added so far.</summary>
    /// <returns>The weight of the time that has just passed.</returns>
    private double Decay(double seconds)
    {
        if (double.IsPositiveInfinity(_tau)) return seconds;
        var factor = Math.Exp(-seconds / _tau);
        _weight *= factor;
        _squares *= factor;
        return _tau * (1 - factor);
    }
}

namespace OptionAuctions.Codes;

/// <summary>
/// Mean and dispersion of a price over time, each moment weighing the less the longer ago it is. Two numbers a change of price: what
/// it costs does not grow with the window.
/// </summary>
/// <remarks>
/// With p(s) the price at time s, T now and τ the window, and only over times at which there was a price:
/// <code>
/// weight     W = ∫ exp(−(T−s)/τ) ds                    at most τ
/// mean       M = ∫ exp(−(T−s)/τ) p(s) ds / W
/// dispersion D = √( ∫ exp(−(T−s)/τ) (p(s) − M)² ds / W )
/// </code>
/// A window that cuts off sharply would need every revision inside it, which has no bound; this one needs none. Two thirds of the weight
/// (1 − 1/e) lie within the last τ. The whole call is the case of an infinite τ: plain averages over time. A price counts by how long it
/// stood, so one that was replaced at the very moment it came weighs nothing.
/// </remarks>
public record struct TimeWeighted
{
    private readonly double _tau; // seconds
    private double _weight, _mean, _squares; // seconds, hundredths of a won, squares of them times seconds

    internal TimeWeighted(TimeSpan window) => _tau = window == Timeout.InfiniteTimeSpan ? double.PositiveInfinity : window.TotalSeconds;

    /// <summary>τ; infinite for a whole call; zero for a window that is not configured.</summary>
    public readonly TimeSpan Window => double.IsPositiveInfinity(_tau) ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(_tau);

    /// <summary>Won; <see langword="null"/> until a price has stood for some time.</summary>
    public readonly double? Mean => _weight > 0 ? _mean / 100 : null;

    /// <summary>Won, 0 or more; <see langword="null"/> until a price has stood for some time.</summary>
    public readonly double? Dispersion => _weight > 0 ? Math.Sqrt(_squares / _weight) / 100 : null;

    /// <summary>How much of the window has been seen: W/τ, from 0 to 1. 0 for a whole call, which has no end to be measured against.</summary>
    public readonly double Coverage => _weight / _tau is var seen && double.IsFinite(seen) ? seen : 0;

    internal readonly bool IsUsed => _tau > 0;

    /// <summary>A price stood for so long.</summary>
    /// <param name="price">Hundredths of a won.</param>
    /// <param name="seconds">Above 0.</param>
    internal void Add(double price, double seconds)
    {
        var added = Decay(seconds);
        var before = _weight;
        if (added <= 0) return;
        _weight += added;
        var away = price - _mean;
        _squares += away * away * added * (before / _weight); // never below zero, and no difference of two large squares
        _mean = before > 0 ? _mean + (away * (added / _weight)) : price;
    }

    /// <summary>Time passed without a price.</summary>
    internal void Pass(double seconds) => Decay(seconds);

    /// <summary>What was seen so far weighs less.</summary>
    /// <returns>What the time just passed weighs.</returns>
    private double Decay(double seconds)
    {
        if (double.IsPositiveInfinity(_tau)) return seconds;
        var left = Math.Exp(-seconds / _tau);
        _weight *= left;
        _squares *= left;
        return _tau * (1 - left);
    }
}

using System.Runtime.Intrinsics;

namespace OptionAuctions.Auctions;

/// <summary>The sums of <see cref="TimeWeighted"/> for a whole call and three windows, side by side, so that one instruction serves all four.</summary>
internal struct PriceAverages : IEquatable<PriceAverages>
{
    private Vector256<double> _weight, _mean, _squares; // seconds, hundredths of a won, squares of them times seconds

    /// <summary>Adds a time in which the price did not change.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="price">Hundredths of a won; 0 or less: there was none, and what was added before only decays.</param>
    /// <param name="seconds">Above 0.</param>
    public void Add(PathWindows windows, int price, double seconds)
    {
        var factor = Vector256.Exp(windows.Decay * seconds);
        var before = _weight * factor;
        _squares *= factor;
        if (price <= 0)
        {
            _weight = before;
            return;
        }

        var added = (windows.Tau * (Vector256<double>.One - factor)) + (PathWindows.WholeCall * seconds);
        _weight = before + added;
        var share = added / Vector256.Max(_weight, Vector256.Create(double.Epsilon)); // 0 where nothing has a weight
        var deviation = Vector256.Create((double)price) - _mean;
        _squares += deviation * deviation * before * share; // never below zero, and no difference of two large squares
        var isFirst = Vector256.Equals(before, Vector256<double>.Zero) & Vector256.GreaterThan(added, Vector256<double>.Zero);
        _mean = Vector256.ConditionalSelect(isFirst, Vector256.Create((double)price), _mean + (deviation * share));
    }

    /// <summary>The average over one of them: 0 is the whole call, 1 to 3 the windows.</summary>
    public readonly TimeWeighted this[int index, PathWindows windows] =>
        new(index == 0 ? Timeout.InfiniteTimeSpan : windows[index - 1], _weight[index], _mean[index], _squares[index]);

    /// <summary>Sets one of them.</summary>
    public void Set(int index, IReadOnlyList<double> sums)
    {
        _weight = _weight.WithElement(index, sums.ElementAtOrDefault(0));
        _mean = _mean.WithElement(index, sums.ElementAtOrDefault(1));
        _squares = _squares.WithElement(index, sums.ElementAtOrDefault(2));
    }

    public readonly bool Equals(PriceAverages other) => _weight == other._weight && _mean == other._mean && _squares == other._squares;

    public override readonly bool Equals(object? obj) => obj is PriceAverages other && Equals(other);

    public override readonly int GetHashCode() => _weight.GetHashCode();
}

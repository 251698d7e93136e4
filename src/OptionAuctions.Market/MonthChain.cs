namespace OptionAuctions.Market;

/// <summary>The strikes of one underlying and one expiry, and the place of the money among them.</summary>
internal sealed class MonthChain
{
    private readonly decimal[] _strikes;

    // In half strikes from the lowest strike, so that the money can be between two.
    private readonly int? _money;

    /// <summary>The strikes of some series.</summary>
    /// <param name="series">The series of one underlying and one expiry.</param>
    /// <param name="money">The strike at the money; <see langword="null"/>: by the master file.</param>
    public MonthChain(IReadOnlyCollection<ListedSeries> series, decimal? money = null)
    {
        _strikes = [.. series.Select(s => s.Strike).Distinct().Order()];
        _money = money is { } strike ? 2 * Array.BinarySearch(_strikes, strike) : Flagged(series) ?? Between(series);
    }

    /// <summary>The strikes, the lowest first.</summary>
    public IReadOnlyList<decimal> Strikes => _strikes;

    /// <summary>The strike at the money, or the lower of the two around it; <see langword="null"/> when that is unknown.</summary>
    public decimal? Money => _money is { } place ? _strikes[place / 2] : null;

    /// <summary>True when the file gives the place of the money.</summary>
    public bool HasMoney => _money is not null;

    /// <summary>
    /// Returns the distance of a strike of this expiry from the money, in half strikes: 2 for the neighbour of the strike at the money; 1 for both
    /// neighbours when the money is between two. It is the distance from the middle strike when the place of the money is unknown.
    /// </summary>
    public int HalfStepsOff(decimal strike) => Math.Abs((2 * Array.BinarySearch(_strikes, strike)) - (_money ?? _strikes.Length - 1));

    /// <summary>The place of the strike that the file flags as at the money; the lowest, should there be several.</summary>
    private int? Flagged(IReadOnlyCollection<ListedSeries> series)
    {
        var flagged = series.Where(s => s.Moneyness == Moneyness.At).Select(s => s.Strike).ToArray();
        return flagged.Length > 0 ? 2 * Array.BinarySearch(_strikes, flagged.Min()) : null;
    }

    /// <summary>The place between the highest call in the money and the lowest one out of it; none when they are not in that order.</summary>
    private int? Between(IReadOnlyCollection<ListedSeries> series)
    {
        decimal? highestIn = null, lowestOut = null;
        foreach (var call in series.Where(s => s.IsCall))
        {
            if (call.Moneyness == Moneyness.In) highestIn = Math.Max(highestIn ?? 0, call.Strike);
            if (call.Moneyness == Moneyness.Out) lowestOut = Math.Min(lowestOut ?? decimal.MaxValue, call.Strike);
        }

        return highestIn < lowestOut ? Array.BinarySearch(_strikes, highestIn.Value) + Array.BinarySearch(_strikes, lowestOut.Value) : null;
    }
}

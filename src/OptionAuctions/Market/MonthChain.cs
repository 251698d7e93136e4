using OptionAuctions.Wire.Master;

namespace OptionAuctions.Market;

/// <summary>The strikes of one underlying and one month, and where the money is among them.</summary>
internal sealed class MonthChain
{
    private readonly int[] _strikes;

    // In half strikes from the lowest, so that the money can be between two.
    private readonly int? _money;

    public MonthChain(IReadOnlyCollection<ListedSeries> series)
    {
        _strikes = [.. series.Select(s => s.Strike).Distinct().Order()];
        _money = Flagged(series) ?? Between(series);
    }

    /// <summary>True when the file says where the money is.</summary>
    public bool HasMoney => _money is not null;

    /// <summary>
    /// Half strikes between a strike of this month and the money: 2 for the neighbour of the strike at the money; 1 for both
    /// neighbours when the money is between two. From the middle strike when the money is nowhere.
    /// </summary>
    public int HalfStepsOff(int strike) => Math.Abs((2 * Array.BinarySearch(_strikes, strike)) - (_money ?? _strikes.Length - 1));

    /// <summary>The strike that the file flags; the lowest, should there be several.</summary>
    private int? Flagged(IReadOnlyCollection<ListedSeries> series) => series.Where(s => s.Moneyness == Moneyness.At).Select(s => s.Strike).ToArray() is { Length: > 0 } flagged
        ? 2 * Array.BinarySearch(_strikes, flagged.Min())
        : null;

    /// <summary>Between the highest call in the money and the lowest out of it, as long as they are in that order.</summary>
    private int? Between(IReadOnlyCollection<ListedSeries> series)
    {
        int? highestIn = null, lowestOut = null;
        foreach (var call in series.Where(s => s.IsCall))
        {
            if (call.Moneyness == Moneyness.In) highestIn = Math.Max(highestIn ?? 0, call.Strike);
            if (call.Moneyness == Moneyness.Out) lowestOut = Math.Min(lowestOut ?? int.MaxValue, call.Strike);
        }

        return highestIn < lowestOut ? Array.BinarySearch(_strikes, highestIn.Value) + Array.BinarySearch(_strikes, lowestOut.Value) : null;
    }
}

namespace OptionAuctions.Market;

/// <summary>The strike at the money by a price, with hysteresis: a price near the middle of two strikes does not change it forth and back.</summary>
internal static class MoneyStrike
{
    /// <summary>Returns the strike at the money.</summary>
    /// <param name="strikes">The strikes, the lowest first; at least one.</param>
    /// <param name="price">The price of the underlying, won.</param>
    /// <param name="before">The strike that was at the money before; <see langword="null"/>: the nearest is, the lower of two.</param>
    /// <param name="hysteresis">How far behind the middle of two strikes the price has to be, in strikes, 0 or more.</param>
    public static decimal Of(IReadOnlyList<decimal> strikes, decimal price, decimal? before, double hysteresis)
    {
        var nearest = strikes.MinBy(strike => Math.Abs(strike - price));
        if (before is not { } held || Enumerable.Range(0, strikes.Count).FirstOrDefault(i => strikes[i] == held, -1) is not (>= 0 and var at)) return nearest;

        var isAbove = at + 1 < strikes.Count && price > Edge(held, strikes[at + 1], hysteresis);
        var isBelow = at > 0 && price < Edge(held, strikes[at - 1], hysteresis);
        return isAbove || isBelow ? nearest : held;
    }

    /// <summary>The price behind which a strike is not at the money any more: the middle to the next, and the hysteresis behind it.</summary>
    private static decimal Edge(decimal held, decimal next, double hysteresis) => held + ((next - held) * (0.5m + (decimal)hysteresis));
}

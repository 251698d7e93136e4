namespace OptionAuctions.Wire;

/// <summary>Completes the month ranks of options, which the venue's file leaves blank.</summary>
internal static class MonthRanks
{
    /// <summary>
    /// Returns the options, in their order, with a rank where they had none: the place of the expiry among those of its kind, monthly or weekly, on
    /// the same underlying.
    /// </summary>
    public static IReadOnlyList<ListedSeries> Complete(IReadOnlyList<ListedSeries> series)
    {
        if (series.All(one => one.MonthRank > 0)) return series;
        var ranks = series.GroupBy(ChainOf).ToDictionary(
            chain => chain.Key,
            chain => chain.Select(one => one.LastTradingDay).Distinct().Order().Index().ToDictionary(day => day.Item, day => day.Index + 1));
        return [.. series.Select(one => one.MonthRank > 0 ? one : one with { MonthRank = ranks[ChainOf(one)][one.LastTradingDay] })];
    }

    private static (string Symbol, bool IsWeekly) ChainOf(ListedSeries series) => (series.Underlying.Symbol, series.Week is not null);
}

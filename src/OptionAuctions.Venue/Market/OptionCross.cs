namespace OptionAuctions.Venue.Market;

/// <summary>The trade of an option series at the cross of a call, with what was traded on that day up to and with it.</summary>
/// <param name="At">Venue time.</param>
/// <param name="Price">Won.</param>
/// <param name="Contracts">Contracts of this cross.</param>
/// <param name="SoFar">The crosses of the day, this one last.</param>
internal sealed record OptionCross(DateTimeOffset At, int Price, long Contracts, IReadOnlyList<(DateTimeOffset At, int Price, long Contracts)> SoFar)
{
    /// <summary>Returns the crosses of a series' day.</summary>
    public static IEnumerable<OptionCross> Of(MarketModel model, SeriesToday series)
    {
        var soFar = new List<(DateTimeOffset At, int Price, long Contracts)>();
        foreach (var call in model.CallsOf(series))
        {
            var at = new DateTimeOffset(series.Day, call.End, MarketTime.Offset);
            var (price, contracts) = (series.Quote(series.WorthAt(at)), CallQuantity.AtCross(model.Seed, series, at));
            soFar.Add((at, price, contracts));
            yield return new OptionCross(at, price, contracts, [.. soFar]);
        }
    }
}

using System.Globalization;

namespace OptionAuctions.Market;

/// <summary>Answers a query: finds the underlying, its months that have not expired, and of each month the strikes that are near enough.</summary>
internal static class SeriesSelector
{
    public static SeriesSelection Select(InstrumentList list, SeriesQuery query, Func<int, int, DateOnly> expiryOf, DateOnly today)
    {
        if (list.Count == 0) return SeriesSelection.None($"the master file lists no option, so none of '{query.Underlying}'");
        if (list.FindUnderlying(query.Underlying) is not { } underlying)
            return SeriesSelection.None(
                Invariant($"'{query.Underlying}' is neither symbol nor name of one of the {list.Underlyings.Count} underlyings in the master file"));

        var listed = list.Series.Where(s => s.Underlying.Symbol.Equals(underlying.Symbol, StringComparison.OrdinalIgnoreCase));
        var months = listed.GroupBy(s => s.Expiry).OrderBy(month => month.Key).ToArray();
        var open = months.Where(month => expiryOf(month.Key.Year, month.Key.Month) >= today).ToArray();
        if (open.Length == 0)
            return SeriesSelection.None(
                Invariant($"all that the master file lists of {Name(underlying)} has expired, the last in {months[^1].Key:yyyy-MM}"), underlying);

        var (found, problems) = (new List<Found>(), new List<string>());
        foreach (var month in query.Expiries > 0 ? open.Take(query.Expiries) : open)
        {
            var chain = new MonthChain([.. month]);
            var near = month.Where(series => IsWanted(series, query.Kind)).Select(series => new Found(series, chain.HalfStepsOff(series.Strike)))
                .Where(one => query.Atm is not { } each || one.HalfSteps <= 2L * each).ToArray();
            if (query.Atm is not null && !chain.HasMoney)
                problems.Add(Invariant($"the master file does not say which strike of {Name(underlying)} {month.Key:yyyy-MM} is at the money"));
            else if (near.Length == 0)
                problems.Add(Invariant($"{Name(underlying)} {month.Key:yyyy-MM} has none of what was asked for: {Wanted(query)}"));
            else
                found.AddRange(near);
        }

        return new SeriesSelection(underlying, InChainOrder(found), InOrderOfImportance(found), problems.Count == 0 ? null : string.Join("; ", problems));
    }

    private static ListedSeries[] InChainOrder(IEnumerable<Found> found) =>
    [
        .. found.Select(one => one.Series)
            .OrderBy(s => s.Expiry).ThenBy(s => s.Strike).ThenByDescending(s => s.IsCall).ThenBy(s => s.Code.ToString(), StringComparer.Ordinal),
    ];

    private static ListedSeries[] InOrderOfImportance(IEnumerable<Found> found) =>
    [
        .. found.OrderBy(one => one.Series.Expiry).ThenBy(one => one.HalfSteps).ThenByDescending(one => one.Series.IsCall)
            .ThenBy(one => one.Series.Strike).ThenBy(one => one.Series.Code.ToString(), StringComparer.Ordinal).Select(one => one.Series),
    ];

    private static bool IsWanted(ListedSeries series, SeriesKind kind) => kind == SeriesKind.Both || series.IsCall == (kind == SeriesKind.Calls);

    private static string Wanted(SeriesQuery query) =>
        (query.Kind == SeriesKind.Both ? "calls and puts" : query.Kind == SeriesKind.Calls ? "calls" : "puts")
        + (query.Atm is { } each ? Invariant($" within {each} strikes of the money") : "");

    private static string Name(Underlying underlying) => $"{underlying.Name} ({underlying.Symbol})";

    private static string Invariant(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);

    /// <summary>A series and its distance from the money in half strikes.</summary>
    private readonly record struct Found(ListedSeries Series, int HalfSteps);
}

using System.Globalization;

namespace OptionAuctions.Market;

/// <summary>Answers a query: finds the underlying, its expiries that are not over, and of each the strikes that are near enough.</summary>
internal static class SeriesSelector
{
    /// <summary>Selects.</summary>
    /// <param name="list">The series that are listed.</param>
    /// <param name="query">The query.</param>
    /// <param name="expiryOf">Returns the last trading day of a series.</param>
    /// <param name="today">The day, KST.</param>
    /// <param name="moneyOf">
    /// Returns the strike at the money of an expiry, by the strikes of its chain; <see langword="null"/>, or returning it: by the master file.
    /// </param>
    /// <param name="deviationOf">
    /// Returns the standard deviation of the logarithm of the price at an expiry; <see langword="null"/>, or returning it: by the volatility of the query.
    /// </param>
    public static SeriesSelection Select(
        InstrumentList list, SeriesQuery query, Func<ListedSeries, DateOnly> expiryOf, DateOnly today,
        Func<ListedSeries, MonthChain, decimal?>? moneyOf = null, Func<ListedSeries, double?>? deviationOf = null)
    {
        if (list.Count == 0) return SeriesSelection.None($"the master file lists no option, so none of '{query.Underlying}'");
        if (list.FindUnderlying(query.Underlying) is not { } underlying)
            return SeriesSelection.None(
                Invariant($"'{query.Underlying}' is neither symbol nor name of one of the {list.Underlyings.Count} underlyings in the master file"));

        var listed = list.Series.Where(s => s.Underlying.Symbol.Equals(underlying.Symbol, StringComparison.OrdinalIgnoreCase));
        var expiries = listed.GroupBy(s => (s.Expiry, s.Week)).OrderBy(expiry => expiry.First().LastTradingDay).ToArray();
        var open = expiries.Where(expiry => expiryOf(expiry.First()) >= today).ToArray();
        if (open.Length == 0)
            return SeriesSelection.None(
                Invariant($"all that the master file lists of {Name(underlying)} has expired, the last in {expiries[^1].Key.Expiry:yyyy-MM}"), underlying);

        var (found, problems) = (new List<Found>(), new List<string>());
        foreach (var expiry in query.Expiries > 0 ? open.Take(query.Expiries) : open)
        {
            var chain = new MonthChain([.. expiry]);
            if (moneyOf?.Invoke(expiry.First(), chain) is { } moved) chain = new MonthChain([.. expiry], moved);
            var deviation = deviationOf?.Invoke(expiry.First()) ?? Deviation(query, today, expiryOf(expiry.First()));
            var near = expiry.Where(series => IsWanted(series, query.Kind)).Select(series => new Found(series, chain.HalfStepsOff(series.Strike)))
                .Where(one => query.Atm is not { } each || one.HalfSteps <= 2L * each).Where(one => IsInBand(one.Series, chain, query, deviation)).ToArray();
            if (query.HasWidth && !chain.HasMoney)
                problems.Add(Invariant($"the master file does not say which strike of {Name(underlying)} {NameOf(expiry.First())} is at the money"));
            else if (near.Length == 0)
                problems.Add(Invariant($"{Name(underlying)} {NameOf(expiry.First())} has none of what was asked for: {Wanted(query)}"));
            else
                found.AddRange(near);
        }

        return new SeriesSelection(underlying, InChainOrder(found), InOrderOfImportance(found), problems.Count == 0 ? null : string.Join("; ", problems))
        {
            Beside = [.. Beside(list, query, underlying, found)],
        };
    }

    /// <summary>The stock itself, and the futures of the months, each once.</summary>
    private static IEnumerable<Instrument> Beside(InstrumentList list, SeriesQuery query, Underlying underlying, IEnumerable<Found> found)
    {
        if (query.Spot && Instrument.TryParse(underlying.Symbol, out var stock)) yield return stock;
        if (!query.Future) yield break;
        foreach (var expiry in found.Where(one => one.Series.Week is null).Select(one => one.Series.Expiry).Distinct().Order())
            if (list.FindFuture(underlying, expiry) is { } future) yield return future.Code;
    }

    private static bool IsInBand(ListedSeries series, MonthChain chain, SeriesQuery query, double deviation)
    {
        if (chain.Money is not { } money) return true;
        if (query.Band is { } percent && Math.Abs(series.Strike - money) * 100 > (decimal)percent * money) return false;
        return query.Delta is not { } delta || new DeltaBand(delta).Holds(series.Strike, money, deviation);
    }

    /// <summary>By the volatility of the query, and half a day beyond the whole days to the expiry, on which there is still some time.</summary>
    private static double Deviation(SeriesQuery query, DateOnly today, DateOnly expiry) =>
        query.Volatility * Math.Sqrt((expiry.DayNumber - today.DayNumber + 0.5) / 365);

    private static ListedSeries[] InChainOrder(IEnumerable<Found> found) =>
    [
        .. found.Select(one => one.Series)
            .OrderBy(s => s.LastTradingDay).ThenBy(s => s.Strike).ThenByDescending(s => s.IsCall).ThenBy(s => s.Code.ToString(), StringComparer.Ordinal),
    ];

    private static ListedSeries[] InOrderOfImportance(IEnumerable<Found> found) =>
    [
        .. found.OrderBy(one => one.Series.LastTradingDay).ThenBy(one => one.HalfSteps).ThenByDescending(one => one.Series.IsCall)
            .ThenBy(one => one.Series.Strike).ThenBy(one => one.Series.Code.ToString(), StringComparer.Ordinal).Select(one => one.Series),
    ];

    private static bool IsWanted(ListedSeries series, SeriesKind kind) => kind == SeriesKind.Both || series.IsCall == (kind == SeriesKind.Calls);

    private static string Wanted(SeriesQuery query) =>
        (query.Kind == SeriesKind.Both ? "calls and puts" : query.Kind == SeriesKind.Calls ? "calls" : "puts")
        + (query.Atm is { } each ? Invariant($" within {each} strikes of the money") : "")
        + (query.Band is { } percent ? Invariant($" within {percent} % of the money") : "")
        + (query.Delta is { } delta ? Invariant($" with a delta of {delta} or more") : "");

    private static string NameOf(ListedSeries series) => Invariant($"{series.Expiry:yyyy-MM}{(series.Week is { } week ? $" {week}" : "")}");

    private static string Name(Underlying underlying) => $"{underlying.Name} ({underlying.Symbol})";

    private static string Invariant(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);

    /// <summary>A series and its distance from the money in half strikes.</summary>
    private readonly record struct Found(ListedSeries Series, int HalfSteps);
}

using System.Globalization;
using OptionAuctions.Cli.Reports;

namespace OptionAuctions.Cli.Running;

/// <summary>
/// The text of an option chain, as a table or as JSON. A Korean character takes two columns of a terminal, so that a name is written only where
/// nothing is aligned after it.
/// </summary>
internal static class ChainText
{
    private const int StrikeWidth = 11;

    /// <summary>Returns the lines of a table: a heading, then for each month its strikes with the codes of call and put, and the moneyness.</summary>
    /// <param name="chain">At least one series.</param>
    /// <param name="expiryOf">The last trading day of a year and month.</param>
    public static IEnumerable<string> Table(SeriesSelection chain, Func<int, int, DateOnly> expiryOf)
    {
        var width = chain.InChainOrder.Max(series => series.Code.Length);
        var multipliers = chain.InChainOrder.Select(series => series.Multiplier).Distinct().ToArray();
        var hasCalls = chain.InChainOrder.Any(series => series.IsCall);
        yield return Invariant($"{chain.Underlying!.Name} {chain.Underlying.Symbol}, {chain.InChainOrder.Count} series")
            + (multipliers.Length == 1 ? Invariant($", {multipliers[0]} shares a contract") : "");
        foreach (var month in chain.InChainOrder.GroupBy(series => series.Expiry))
        {
            yield return "";
            yield return Invariant($"{month.Key:yyyy-MM}, last trading day {expiryOf(month.Key.Year, month.Key.Month):yyyy-MM-dd}");
            yield return Row("strike", "call", "put", hasCalls ? "call is" : "put is", width);
            foreach (var strike in month.GroupBy(series => (series.Strike, series.Multiplier)))
            {
                var (calls, puts) = (strike.Where(series => series.IsCall).ToArray(), strike.Where(series => !series.IsCall).ToArray());
                for (var i = 0; i < Math.Max(calls.Length, puts.Length); i++)
                {
                    var (call, put) = (calls.ElementAtOrDefault(i), puts.ElementAtOrDefault(i));
                    var shares = multipliers.Length == 1 ? "" : Invariant($"  x{strike.Key.Multiplier}");
                    yield return Row(
                        Invariant($"{strike.Key.Strike:#,##0}"), $"{call?.Code}", $"{put?.Code}", MoneynessOf(call, put, hasCalls) + shares, width);
                }
            }
        }
    }

    /// <summary>Returns one JSON object for each series. The names of the members are a contract.</summary>
    /// <param name="chain">The series.</param>
    /// <param name="expiryOf">The last trading day of a year and month.</param>
    public static IEnumerable<string> Json(SeriesSelection chain, Func<int, int, DateOnly> expiryOf)
    {
        foreach (var series in chain.InChainOrder)
        {
            using var json = new JsonLine("series");
            yield return json.Text("code", series.Code.ToString()).Text("isin", series.Isin).Text("kind", series.IsCall ? "call" : "put")
                .Text("underlying", series.Underlying.Symbol).Text("name", series.Underlying.Name)
                .Text("expiry", Invariant($"{series.Expiry:yyyy-MM}"))
                .Text("lastTradingDay", Invariant($"{expiryOf(series.Expiry.Year, series.Expiry.Month):yyyy-MM-dd}"))
                .Count("strike", series.Strike).Count("multiplier", series.Multiplier).Text("moneyness", NameOf(series.Moneyness)).End();
        }
    }

    /// <summary>
    /// Returns the moneyness of the call or, in a table of puts, of the put. That of a call that is not listed is derived from its put.
    /// </summary>
    private static string MoneynessOf(ListedSeries? call, ListedSeries? put, bool hasCalls) => (call ?? put)!.Moneyness switch
    {
        Moneyness.Unknown => "",
        Moneyness.In when hasCalls && call is null => NameOf(Moneyness.Out),
        Moneyness.Out when hasCalls && call is null => NameOf(Moneyness.In),
        var moneyness => NameOf(moneyness),
    };

    private static string NameOf(Moneyness moneyness) => moneyness switch
    {
        Moneyness.At => "at",
        Moneyness.In => "in",
        Moneyness.Out => "out",
        _ => "unknown",
    };

    private static string Row(string strike, string call, string put, string moneyness, int width) =>
        $"{strike.PadLeft(StrikeWidth)}  {call.PadRight(width)}  {put.PadRight(width)}  {moneyness}".TrimEnd();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

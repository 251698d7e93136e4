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

    /// <summary>Returns the lines of a table: a heading, then for each expiry its strikes with the codes of call and put, and the moneyness.</summary>
    /// <param name="chain">At least one series.</param>
    /// <param name="calendar">The calendar of the last trading days.</param>
    public static IEnumerable<string> Table(SeriesSelection chain, TradingCalendar calendar)
    {
        var width = chain.InChainOrder.Max(series => series.Code.Length);
        var multipliers = chain.InChainOrder.Select(series => series.Multiplier).Distinct().ToArray();
        var hasCalls = chain.InChainOrder.Any(series => series.IsCall);
        yield return Invariant($"{chain.Underlying!.Name} {chain.Underlying.Symbol}, {chain.InChainOrder.Count} series")
            + (multipliers is [{ } shares] ? Invariant($", {shares:0.####} shares a contract") : "");
        foreach (var expiry in chain.InChainOrder.GroupBy(series => (series.Expiry, series.Week)))
        {
            var week = expiry.Key.Week is { } weekly ? $" {weekly}" : "";
            yield return "";
            yield return Invariant($"{expiry.Key.Expiry:yyyy-MM}{week}, last trading day {calendar.ExpiryOf(expiry.First()):yyyy-MM-dd}");
            yield return Row("strike", "call", "put", hasCalls ? "call is" : "put is", width);
            foreach (var strike in expiry.GroupBy(series => (series.Strike, series.Multiplier)))
            {
                var (calls, puts) = (strike.Where(series => series.IsCall).ToArray(), strike.Where(series => !series.IsCall).ToArray());
                for (var i = 0; i < Math.Max(calls.Length, puts.Length); i++)
                {
                    var (call, put) = (calls.ElementAtOrDefault(i), puts.ElementAtOrDefault(i));
                    var size = multipliers.Length == 1 ? "" : strike.Key.Multiplier is { } each ? Invariant($"  x{each:0.####}") : "  x?";
                    yield return Row(
                        Invariant($"{strike.Key.Strike:#,##0.##}"), $"{call?.Code}", $"{put?.Code}", MoneynessOf(call, put, hasCalls) + size, width);
                }
            }
        }
    }

    /// <summary>Returns one JSON object for each series. The names of the members are a contract.</summary>
    /// <param name="chain">The series.</param>
    /// <param name="calendar">The calendar of the last trading days.</param>
    public static IEnumerable<string> Json(SeriesSelection chain, TradingCalendar calendar)
    {
        foreach (var series in chain.InChainOrder)
        {
            using var json = new JsonLine("series");
            json.Text("code", series.Code.ToString()).Text("isin", series.Isin).Text("kind", series.IsCall ? "call" : "put")
                .Text("underlying", series.Underlying.Symbol).Text("name", series.Underlying.Name)
                .Text("expiry", Invariant($"{series.Expiry:yyyy-MM}"));
            if (series.Week is { } week) json.Text("week", week.ToString());
            yield return json.Text("lastTradingDay", Invariant($"{calendar.ExpiryOf(series):yyyy-MM-dd}"))
                .Number("strike", Invariant($"{series.Strike:0.####}")).Number("multiplier", Invariant($"{series.Multiplier:0.####}"))
                .Text("moneyness", NameOf(series.Moneyness)).End();
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

using System.Globalization;
using OptionAuctions.Cli.Reports;
using OptionAuctions.Market;
using OptionAuctions.Wire.Master;

namespace OptionAuctions.Cli.Running;

/// <summary>A chain as text. Korean names are twice as wide as they are long, so they stand where nothing is aligned behind them.</summary>
internal static class ChainText
{
    private const int StrikeWidth = 11;

    /// <summary>A heading, then per month its strikes with the codes of call and put, and where the strike stands.</summary>
    /// <param name="chain">At least one series.</param>
    /// <param name="expiryOf">The last trading day of a year and month.</param>
    public static IEnumerable<string> Table(SeriesSelection chain, Func<int, int, DateOnly> expiryOf)
    {
        var width = chain.InChainOrder.Max(series => series.Code.Length);
        var multipliers = chain.InChainOrder.Select(series => series.Multiplier).Distinct().ToArray();
        var ofCalls = chain.InChainOrder.Any(series => series.IsCall);
        yield return Line($"{chain.Underlying!.Name} {chain.Underlying.Symbol}, {chain.InChainOrder.Count} series")
            + (multipliers.Length == 1 ? Line($", {multipliers[0]} shares a contract") : "");
        foreach (var month in chain.InChainOrder.GroupBy(series => series.Expiry))
        {
            yield return "";
            yield return Line($"{month.Key:yyyy-MM}, last trading day {expiryOf(month.Key.Year, month.Key.Month):yyyy-MM-dd}");
            yield return Row("strike", "call", "put", ofCalls ? "call is" : "put is", width);
            foreach (var strike in month.GroupBy(series => (series.Strike, series.Multiplier)))
            {
                var (calls, puts) = (strike.Where(series => series.IsCall).ToArray(), strike.Where(series => !series.IsCall).ToArray());
                for (var i = 0; i < Math.Max(calls.Length, puts.Length); i++)
                {
                    var (call, put) = (calls.ElementAtOrDefault(i), puts.ElementAtOrDefault(i));
                    var shares = multipliers.Length == 1 ? "" : Line($"  x{strike.Key.Multiplier}");
                    yield return Row(Line($"{strike.Key.Strike:#,##0}"), $"{call?.Code}", $"{put?.Code}", Mark(call, put, ofCalls) + shares, width);
                }
            }
        }
    }

    /// <summary>One JSON object a series. The names in here are a contract.</summary>
    /// <param name="chain">The series.</param>
    /// <param name="expiryOf">The last trading day of a year and month.</param>
    public static IEnumerable<string> Json(SeriesSelection chain, Func<int, int, DateOnly> expiryOf)
    {
        foreach (var series in chain.InChainOrder)
        {
            using var json = new JsonLine("series");
            yield return json.Text("code", series.Code.ToString()).Text("isin", series.Isin).Text("kind", series.IsCall ? "call" : "put")
                .Text("underlying", series.Underlying.Symbol).Text("name", series.Underlying.Name)
                .Text("expiry", Line($"{series.Expiry:yyyy-MM}"))
                .Text("lastTradingDay", Line($"{expiryOf(series.Expiry.Year, series.Expiry.Month):yyyy-MM-dd}"))
                .Count("strike", series.Strike).Count("multiplier", series.Multiplier).Text("moneyness", Word(series.Moneyness)).End();
        }
    }

    /// <summary>Where the call stands or, in a table of puts, the put; of a call that is not listed its put tells.</summary>
    private static string Mark(ListedSeries? call, ListedSeries? put, bool ofCalls) => (call ?? put)!.Moneyness switch
    {
        Moneyness.Unknown => "",
        Moneyness.In when ofCalls && call is null => Word(Moneyness.Out),
        Moneyness.Out when ofCalls && call is null => Word(Moneyness.In),
        var moneyness => Word(moneyness),
    };

    private static string Word(Moneyness moneyness) => moneyness switch
    {
        Moneyness.At => "at",
        Moneyness.In => "in",
        Moneyness.Out => "out",
        _ => "unknown",
    };

    private static string Row(string strike, string call, string put, string mark, int width) =>
        $"{strike.PadLeft(StrikeWidth)}  {call.PadRight(width)}  {put.PadRight(width)}  {mark}".TrimEnd();

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

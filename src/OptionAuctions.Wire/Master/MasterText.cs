using System.Globalization;

namespace OptionAuctions.Wire;

/// <summary>Writes the lines of a master file as KIS does: futures, spreads, then options.</summary>
/// <remarks>
/// Source: lines of futures and spreads on stocks, and of options on indices, from 2026. Futures have a month rank and no moneyness, options the
/// reverse.
/// </remarks>
internal static class MasterText
{
    private const int NameWidth = 11; // bytes; a Korean character has two
    private const string NoStrike = "00000.00", UsualMultiplier = "  10";

    /// <summary>Returns the lines of options, and before them of the futures and spreads on their underlyings for the same months.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<ListedSeries> series)
    {
        var months = series.Where(one => one.Week is null).GroupBy(one => one.Underlying)
            .Select(stock => (Stock: stock.Key, Months: stock.Select(one => one.Expiry).Distinct().Order().ToArray())).ToArray();
        return
        [
            .. months.SelectMany(one => one.Months.Index().Select(month => Future(one.Stock, month.Item, rank: month.Index + 1))),
            .. months.SelectMany(one => one.Months.Zip(one.Months.Skip(1)).Select(pair => Spread(one.Stock, pair.First, pair.Second))),
            .. series.Select(Option),
        ];
    }

    /// <summary>For example <c>5|B11612083|KR4B116C0837|삼성전자   C 202612   160,000(  10)|1|00160000.0| |005930|삼성전자</c>.</summary>
    private static string Option(ListedSeries one) => string.Create(CultureInfo.InvariantCulture,
        $"{MasterKind.Of(one)}|{one.Code}|{one.Isin}|{Padded(one.Underlying.Name)}{Expiry(one)} {one.Strike,9:#,##0.##}{Multiplier(one)}|"
        + $"{(int)one.Moneyness}|{one.Strike:00000000.0#}| |{one.Underlying.Symbol}|{one.Underlying.Name}");

    /// <summary>For example <c>1|A11612|KR4A116C0003|삼성전자   F 202612 (  10)| |00000.00|1|005930|삼성전자</c>.</summary>
    private static string Future(Underlying stock, DateOnly month, int rank)
    {
        var code = new Instrument(string.Create(CultureInfo.InvariantCulture, $"A{stock.ProductId}{CodeForm.YearOf(month.Year)}{month:MM}"));
        return string.Create(CultureInfo.InvariantCulture,
            $"1|{code}|{StandardCode.Of(code)}|{Padded(stock.Name)}F {month:yyyyMM} ({UsualMultiplier})| |{NoStrike}|{rank}|{stock.Symbol}|{stock.Name}");
    }

    /// <summary>For example <c>2|D1161201|KR4D11612019|삼성전자   SP 2612-2701 (  10)| |00000.00|1|005930|삼성전자</c>.</summary>
    private static string Spread(Underlying stock, DateOnly near, DateOnly far)
    {
        var code = new Instrument(string.Create(CultureInfo.InvariantCulture, $"D{stock.ProductId}{CodeForm.YearOf(near.Year)}{near:MM}01"));
        return string.Create(CultureInfo.InvariantCulture,
            $"2|{code}|{StandardCode.Of(code)}|{Padded(stock.Name)}SP {near:yyMM}-{far:yyMM} ({UsualMultiplier})| |{NoStrike}|1|{stock.Symbol}|{stock.Name}");
    }

    private static string Expiry(ListedSeries one) => one.Week switch
    {
        null => string.Create(CultureInfo.InvariantCulture, $"{Letter(one)} {one.Expiry:yyyyMM}"),
        { Day: DayOfWeek.Monday } week => string.Create(CultureInfo.InvariantCulture, $"위클리M {Letter(one)} {one.Expiry:yyMM}W{week.Week}"),
        { } week => string.Create(CultureInfo.InvariantCulture, $"위클리{Letter(one)} {one.Expiry:yyMM}W{week.Week}"),
    };

    private static char Letter(ListedSeries one) => one.IsCall ? 'C' : 'P';

    private static string Multiplier(ListedSeries one) => one.Multiplier is { } shares ? string.Create(CultureInfo.InvariantCulture, $"({shares,4:0.##})") : "";

    private static string Padded(string name) => name + new string(' ', Math.Max(1, NameWidth - name.Sum(c => c < 0x80 ? 1 : 2)));
}

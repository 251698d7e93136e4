using System.Globalization;

namespace OptionAuctions.Wire;

/// <summary>
/// Reads and writes one line of <c>fo_stk_code_mts.mst</c>: nine columns between pipes, and any that the vendor adds behind them. The
/// nine are kind, short code, standard code, name, moneyness, strike, month rank, underlying's symbol, underlying's name.
/// </summary>
internal static class MasterLine
{
    private const int Columns = 9, LongestQuote = 60;
    private const string Call = "5", Put = "6";

    /// <summary>Reads an option. For futures and spreads, which are no options, there is neither a series nor a reason.</summary>
    /// <returns>The reason why the line is refused; <see langword="null"/> when it is not.</returns>
    public static string? Read(string line, out ListedSeries? series)
    {
        series = null;
        var fields = line.Split('|', StringSplitOptions.TrimEntries);
        if (fields.Length < Columns) return FormattableString.Invariant($"{fields.Length} columns instead of {Columns}");
        if (fields[0] is "1" or "2" or "3" or "4") return null;
        if (fields[0] is not (Call or Put)) return $"{Quote(fields[0])} is not a kind: 1 to 4 are futures and spreads, 5 is a call, 6 a put";

        if (!OptionCode.TryParse(fields[1], out var code)) return $"{Quote(fields[1])} is not an option code: one to 12 of A-Z and 0-9";
        if (!TryMonth(fields[3], out var expiry)) return $"the name {Quote(fields[3])} has no month";
        if (!TryMultiplier(fields[3], out var multiplier)) return $"the name {Quote(fields[3])} has no multiplier";
        if (!TryMoneyness(fields[4], out var moneyness)) return $"{Quote(fields[4])} is not a moneyness: 1 at, 2 in, 3 out of the money";
        if (!decimal.TryParse(fields[5], NumberStyles.Number, CultureInfo.InvariantCulture, out var strike)
            || strike is <= 0 or > int.MaxValue || strike != decimal.Truncate(strike))
            return $"{Quote(fields[5])} is not a strike in won";
        if (!int.TryParse(fields[6], CultureInfo.InvariantCulture, out var rank)) return $"{Quote(fields[6])} is not the rank of a month";
        if (fields[7].Length == 0) return "no symbol of an underlying";

        var product = code.Length >= 3 ? code.ToString()[1..3] : "";
        series = new ListedSeries(
            code, fields[2], fields[0] == Call, new Underlying(product, fields[7], fields[8]), expiry, (int)strike, multiplier, moneyness, rank);
        return null;
    }

    /// <summary>
    /// Writes an option as the file does, for example
    /// <c>5|B11612083|KR4B116C0837|삼성전자   C 202612   160,000(  10)|1|160000|1|005930|삼성전자</c>.
    /// </summary>
    public static string Write(ListedSeries series) => string.Create(CultureInfo.InvariantCulture,
        $"{(series.IsCall ? Call : Put)}|{series.Code}|{series.Isin}|"
        + $"{series.Underlying.Name}   {(series.IsCall ? 'C' : 'P')} {series.Expiry:yyyyMM} {series.Strike,9:#,##0}({series.Multiplier,4})|"
        + $"{(int)series.Moneyness}|{series.Strike}|{series.MonthRank}|{series.Underlying.Symbol}|{series.Underlying.Name}");

    /// <summary>Reads the month, which only the name has: <c>… 202612 …</c>.</summary>
    private static bool TryMonth(string name, out DateOnly expiry)
    {
        var month = name.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(part => part.Length == 6 && part.All(char.IsAsciiDigit));
        return DateOnly.TryParseExact(month + "01", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out expiry);
    }

    /// <summary>Reads the multiplier, which only the name has: <c>… (  10)</c>.</summary>
    private static bool TryMultiplier(string name, out int multiplier)
    {
        multiplier = 0;
        var (open, close) = (name.LastIndexOf('('), name.LastIndexOf(')'));
        return open >= 0 && close > open
            && int.TryParse(name.AsSpan(open + 1, close - open - 1).Trim(), CultureInfo.InvariantCulture, out multiplier) && multiplier > 0;
    }

    private static bool TryMoneyness(string text, out Moneyness moneyness)
    {
        moneyness = text switch { "1" => Moneyness.At, "2" => Moneyness.In, "3" => Moneyness.Out, _ => Moneyness.Unknown };
        return moneyness != Moneyness.Unknown || text is "" or "0";
    }

    /// <summary>Quotes the text of a column: its first 60 characters, with control characters replaced by question marks.</summary>
    private static string Quote(string text)
    {
        var shown = text.Length <= LongestQuote ? text : text[..LongestQuote] + "…";
        return $"'{string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c))}'";
    }
}

using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Instruments;

/// <summary>
/// One line of <c>fo_stk_code_mts.mst</c>: nine columns between pipes. Kind, short code, standard code, name, moneyness, strike,
/// month rank, underlying's symbol, underlying's name.
/// </summary>
internal static class MasterLine
{
    private const int Columns = 9;
    private const string Call = "5", Put = "6";

    /// <summary>Reads an option; futures and spreads are no options and give <see langword="null"/>.</summary>
    /// <exception cref="FormatException">Says what is wrong with the line.</exception>
    public static ListedSeries? Read(string line)
    {
        var fields = line.Split('|', StringSplitOptions.TrimEntries);
        if (fields.Length < Columns) throw new FormatException($"{fields.Length} columns instead of {Columns}");
        if (fields[0] is "1" or "2" or "3" or "4") return null;
        if (fields[0] is not (Call or Put))
            throw new FormatException($"'{fields[0]}' is not a kind: 1 to 4 are futures and spreads, 5 is a call, 6 a put");

        var code = new OptionCode(fields[1]);
        var (expiry, multiplier) = ReadName(fields[3]);
        if (!decimal.TryParse(fields[5], NumberStyles.Number, CultureInfo.InvariantCulture, out var strike) || strike is <= 0 or > int.MaxValue)
            throw new FormatException($"'{fields[5]}' is not a strike in won");
        if (!int.TryParse(fields[4], CultureInfo.InvariantCulture, out var moneyness) || moneyness is < 1 or > 3)
            throw new FormatException($"'{fields[4]}' is not a moneyness: 1 at, 2 in, 3 out of the money");
        if (!int.TryParse(fields[6], CultureInfo.InvariantCulture, out var rank))
            throw new FormatException($"'{fields[6]}' is not the rank of a month");

        var product = code.Length >= 3 ? code.ToString()[1..3] : "";
        return new ListedSeries(
            code, fields[0] == Call, new Underlying(product, fields[7], fields[8]), expiry, (int)strike, multiplier, (Moneyness)moneyness, rank);
    }

    /// <summary>
    /// Writes an option the way the file does, for example <c>5|B11612083|KR4B116C0837|삼성전자   C 202612   160,000(
    /// 10)|1|160000|1|005930|삼성전자</c>.
    /// </summary>
    public static string Write(ListedSeries series) => string.Create(CultureInfo.InvariantCulture,
        $"{(series.IsCall ? Call : Put)}|{series.Code}|{StandardCode.Of(series.Code.ToString())}|{series.Underlying.Name}   {(series.IsCall ? 'C' : 'P')} {series.Expiry:yyyyMM} {series.Strike,9:#,##0}({series.Multiplier,4})|{(int)series.Moneyness}|{series.Strike}|{series.MonthRank}|{series.Underlying.Symbol}|{series.Underlying.Name}");

    /// <summary>Month and multiplier stand nowhere but in the name: <c>… 202612 … (  10)</c>.</summary>
    private static (DateOnly Expiry, int Multiplier) ReadName(string name)
    {
        var month = name.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(word => word.Length == 6 && word.All(char.IsAsciiDigit));
        if (!DateOnly.TryParseExact(month + "01", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var expiry))
            throw new FormatException($"the name '{name}' has no month");

        var (open, close) = (name.LastIndexOf('('), name.LastIndexOf(')'));
        if (open < 0 || close < open || !int.TryParse(name.AsSpan(open + 1, close - open - 1).Trim(), CultureInfo.InvariantCulture, out var multiplier) || multiplier <= 0)
            throw new FormatException($"the name '{name}' has no multiplier");
        return (expiry, multiplier);
    }
}

using System.Globalization;

namespace OptionAuctions.Wire;

/// <summary>
/// Reads one line of <c>fo_stk_code_mts.mst</c>: nine columns between pipes, and any that the vendor adds behind them. The nine are kind, short
/// code, standard code, name, moneyness, strike, month rank, underlying's symbol, underlying's name.
/// </summary>
/// <remarks>
/// What a column or the code says is preferred to the name. Only what an option cannot do without is required: code, call or put, expiry, strike,
/// underlying's symbol. Options have a blank month rank and zeros before the strike, unlike futures.
/// </remarks>
internal static class MasterLine
{
    private const int Columns = 9, Symbol = 7, LongestQuote = 60;

    /// <summary>Reads an option. For futures and spreads, which are no options, there is neither a series nor a reason.</summary>
    /// <param name="fields">The columns, without the spaces around them.</param>
    /// <param name="series">The option.</param>
    /// <returns>The reason why the line is refused; <see langword="null"/> when it is not.</returns>
    public static (MasterRefusal Kind, string Reason)? Read(IReadOnlyList<string> fields, out ListedSeries? series)
    {
        series = null;
        if (fields.Count <= Symbol) return (MasterRefusal.Columns, FormattableString.Invariant($"{fields.Count} columns instead of {Columns}"));
        if (MasterKind.Of(fields[0], fields[1]) is not { } kind)
            return (MasterRefusal.Kind, $"{Quote(fields[0])} is not a kind: 1 to 4 are futures and spreads, 5 is a call, 6 a put, L to S are weekly options");
        if (kind.IsCall is not { } isCall) return null;
        if (!Instrument.TryParse(fields[1], out var code))
            return (MasterRefusal.Code, $"{Quote(fields[1])} is not an option code: one to {Instrument.MaxLength} of A-Z and 0-9");

        var name = MasterName.Read(fields[3]);
        var week = kind.Weekday is { } day && name.Week is { } named ? named with { Day = day } : name.Week;
        if (kind.Weekday is not null && week is null) return (MasterRefusal.Expiry, $"the name {Quote(fields[3])} has no week");
        if ((week is null ? CodeForm.Month(code) ?? name.Month : name.Month) is not { } month)
            return (MasterRefusal.Expiry, $"neither the code {code} nor the name {Quote(fields[3])} has a month");
        if (StrikeOf(fields[5], name) is not { } strike) return (MasterRefusal.Strike, $"{Quote(fields[5])} is not a strike in won");
        if (fields[Symbol].Length == 0) return (MasterRefusal.Underlying, "no symbol of an underlying");

        series = new ListedSeries(
            code, fields[2], isCall, UnderlyingOf(code, fields), month, strike, name.Multiplier, MoneynessOf(fields[4]), RankOf(fields[6])) { Week = week };
        return null;
    }

    /// <summary>Reads a future: kinds 1 and 3. What a future cannot do without is code, month and underlying; a line without one of them is skipped.</summary>
    public static ListedFuture? ReadFuture(IReadOnlyList<string> fields)
    {
        if (fields.Count <= Symbol || fields[0] is not ("1" or "3") || !Instrument.TryParse(fields[1], out var code) || fields[Symbol].Length == 0) return null;
        var name = MasterName.Read(fields[3]);
        return (CodeForm.Month(code) ?? name.Month) is { } month
            ? new ListedFuture(code, fields[2], UnderlyingOf(code, fields), month, name.Multiplier)
            : null;
    }

    /// <summary>Reads the column of strikes, with zeros before it and decimals; where it is blank or zero, the name says the strike.</summary>
    private static decimal? StrikeOf(string text, MasterName name)
    {
        var isNumber = decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var strike);
        if (text.Length == 0 || (isNumber && strike == 0)) (isNumber, strike) = (name.Strike.HasValue, name.Strike ?? 0);
        return isNumber && strike is >= 1 and <= int.MaxValue ? WithoutZeros(strike) : null;
    }

    private static decimal WithoutZeros(decimal value) => value / 1.0000000000000000000000000000m; // a decimal remembers the zeros behind its point

    private static Underlying UnderlyingOf(Instrument code, IReadOnlyList<string> fields)
    {
        var name = fields.Count > Symbol + 1 && fields[Symbol + 1].Length > 0 ? HangulText.Compose(fields[Symbol + 1]) : fields[Symbol];
        return new Underlying(code.Length >= 3 ? code.ToString()[1..3] : "", fields[Symbol], name);
    }

    private static Moneyness MoneynessOf(string text) => text switch
    {
        "1" => Moneyness.At,
        "2" => Moneyness.In,
        "3" => Moneyness.Out,
        _ => Moneyness.Unknown,
    };

    /// <summary>Reads the month rank; 0 when there is none.</summary>
    private static int RankOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rank) ? rank : 0;

    /// <summary>Quotes the text of a column: its first 60 characters, with control characters replaced by question marks.</summary>
    private static string Quote(string text)
    {
        var shown = text.Length <= LongestQuote ? text : text[..LongestQuote] + "…";
        return $"'{string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c))}'";
    }
}

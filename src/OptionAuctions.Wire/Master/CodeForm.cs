namespace OptionAuctions;

/// <summary>
/// What the form of a short code says, as KIS builds it: product, two characters of the underlying, year, two digits of the month, three of a serial.
/// </summary>
/// <remarks>
/// Inferred from listed codes. It gives a month where a file is read, and warnings; no code is refused for its form, since new forms come without
/// notice. See <c>docs/venue.md#short-codes</c>.
/// </remarks>
public static class CodeForm
{
    private const int OptionLength = 9, SpreadLength = 8, FutureLength = 6, StockLength = 6, FirstYear = 2026;
    private const string Years = "6789012345ABCDEFGHJKLMNPQRSTVW"; // a cycle of thirty years; the last five letters are those before the first digit
    private const int YearsBefore = 5;

    /// <summary>
    /// Returns the month that a future or a monthly option expires in; <see langword="null"/> when the code has another form, as that of a weekly option.
    /// </summary>
    public static DateOnly? Month(Instrument code)
    {
        var text = code.ToString();
        var isFuture = text.Length == FutureLength && IsProduct(text, 'A', '1');
        if (!isFuture && (text.Length != OptionLength || !IsCall(text).HasValue)) return null;
        var year = Years.IndexOf(text[3], StringComparison.Ordinal);
        var isMonth = char.IsAsciiDigit(text[4]) && char.IsAsciiDigit(text[5]);
        var month = isMonth ? ((text[4] - '0') * 10) + text[5] - '0' : 0;
        if (year < 0 || month is < 1 or > 12) return null;
        return new DateOnly(FirstYear + year - (year < Years.Length - YearsBefore ? 0 : Years.Length), month, 1);
    }

    /// <summary>Returns the kind of instrument that a code's form is usual for.</summary>
    public static InstrumentKind KindOf(Instrument code)
    {
        var text = code.ToString();
        return text.Length switch
        {
            Instrument.MaxLength when text.StartsWith("KR", StringComparison.Ordinal) => InstrumentKind.StandardCode,
            StockLength when text.All(char.IsAsciiDigit) => InstrumentKind.Stock,
            FutureLength or OptionLength when IsProduct(text, 'A', '1') => InstrumentKind.Future,
            StockLength when char.IsAsciiDigit(text[0]) => InstrumentKind.Stock, // a preferred share, or one of the newer codes with letters
            SpreadLength or OptionLength when IsProduct(text, 'D', '4') => InstrumentKind.Spread,
            OptionLength when IsCall(text).HasValue => InstrumentKind.Option,
            _ => InstrumentKind.Unknown,
        };
    }

    /// <summary>
    /// Returns why the code cannot be that of an option, as the end of a sentence; <see langword="null"/> when it can. The venue accepts the
    /// registration of such a code as well, and then sends nothing.
    /// </summary>
    public static string? WhyNoOption(Instrument code) => KindOf(code) switch
    {
        InstrumentKind.StandardCode => "is a standard code (ISIN), and not the short code",
        InstrumentKind.Stock => "is the symbol of a stock",
        InstrumentKind.Future => "is the code of a future",
        InstrumentKind.Spread => "is the code of a spread",
        _ when code.ToString().Length is var length and not OptionLength =>
            FormattableString.Invariant($"has {length} characters, and the code of an option has {OptionLength}"),
        _ => null,
    };

    /// <summary>Returns whether a code's first character is that of a call, a put, or neither.</summary>
    internal static bool? IsCall(string code) => IsProduct(code, 'B', '2') ? true : IsProduct(code, 'C', '3') ? false : null;

    /// <summary>Returns whether a code's first character is that of a future or a spread.</summary>
    internal static bool IsFutureOrSpread(string code) => IsProduct(code, 'A', '1') || IsProduct(code, 'D', '4');

    /// <summary>Returns the character of a year.</summary>
    internal static char YearOf(int year) => Years[(((year - FirstYear) % Years.Length) + Years.Length) % Years.Length];

    private static bool IsProduct(string code, char letter, char formerDigit) => code.Length > 0 && (code[0] == letter || code[0] == formerDigit);
}

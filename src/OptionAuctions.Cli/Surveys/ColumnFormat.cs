namespace OptionAuctions.Cli.Surveys;

/// <summary>The format of a column's text: what it is, its sign, decimals and padding.</summary>
/// <param name="Kind">What it is, in words.</param>
/// <param name="Sign"><c>-</c>, <c>+</c>, or a zero character for none.</param>
/// <param name="Places">Digits behind the decimal point.</param>
/// <param name="HasZeros">True for zeros in front of a number.</param>
/// <param name="HasSpaces">True for spaces around it.</param>
internal readonly record struct ColumnFormat(string Kind, char Sign = '\0', int Places = 0, bool HasZeros = false, bool HasSpaces = false)
{
    private const string Integer = "integer", Decimal = "decimal";

    /// <summary>Returns the format of a text.</summary>
    public static ColumnFormat Of(ReadOnlySpan<byte> text)
    {
        var trimmed = text.Trim((byte)' ');
        var hasSpaces = trimmed.Length < text.Length;
        if (trimmed.IsEmpty) return new(hasSpaces ? "spaces" : "empty");
        var sign = trimmed[0] is (byte)'-' or (byte)'+' ? (char)trimmed[0] : '\0';
        var digits = sign == '\0' ? trimmed : trimmed[1..];
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits : digits[..point];
        var places = point < 0 ? 0 : digits.Length - point - 1;
        if (!AreDigits(whole) || (point >= 0 && !AreDigits(digits[(point + 1)..]))) return new(KindOf(trimmed), HasSpaces: hasSpaces);
        return new(point < 0 ? Integer : Decimal, sign, places, whole.Length > 1 && whole[0] == (byte)'0', hasSpaces);
    }

    /// <summary>Returns it in words: <c>decimal with 2 places, with minus</c>.</summary>
    public override string ToString() => $"{Kind}{Decimals}{Signed}{(HasZeros ? ", zeros in front" : "")}{(HasSpaces ? ", spaces" : "")}";

    private string Decimals => Kind == Decimal ? FormattableString.Invariant($" with {Places} places") : "";

    private string Signed => Sign switch { '-' => ", with minus", '+' => ", with plus", _ => "" };

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static string KindOf(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("(null)"u8)) return "(null)";
        if (text.SequenceEqual("nan"u8) || text.SequenceEqual("-nan"u8)) return "nan";
        var (digits, letters, others) = (0, 0, 0);
        foreach (var one in text)
        {
            if (one >= 0x80) return "text that is not ASCII";
            if (char.IsAsciiDigit((char)one)) digits++;
            else if (char.IsAsciiLetter((char)one)) letters++;
            else others++;
        }

        return others > 0 ? "other text" : digits > 0 ? "letters and digits" : "letters";
    }
}

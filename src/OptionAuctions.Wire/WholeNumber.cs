namespace OptionAuctions.Wire;

/// <summary>Reads whole numbers of contracts or shares. They exceed the range of <see cref="FixedPoint"/>: a stock's book holds hundreds of millions.</summary>
internal static class WholeNumber
{
    /// <summary>No number: the field was empty, <c>nan</c> or <c>(null)</c>.</summary>
    public const long None = -1;

    /// <summary>Not a number, one below zero, one with decimals that are not zero, or one beyond eighteen digits.</summary>
    public const long Invalid = -2;

    private const int MostDigits = 18;

    /// <summary>Reads <c>[spaces][+]digits[.zeros][spaces]</c>.</summary>
    public static long Parse(ReadOnlySpan<byte> text)
    {
        text = NullText.Trimmed(text);
        if (text.IsEmpty || NullText.IsNan(text)) return None;
        if (text[0] == (byte)'+') text = text[1..];
        var point = text.IndexOf((byte)'.');
        if (point >= 0 && (point == text.Length - 1 || text[(point + 1)..].ContainsAnyExcept((byte)'0'))) return Invalid;
        var digits = point < 0 ? text : text[..point];
        if (digits.Length is 0 or > MostDigits || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return Invalid;
        long value = 0;
        foreach (var digit in digits) value = (value * 10) + (digit - '0');
        return value;
    }
}

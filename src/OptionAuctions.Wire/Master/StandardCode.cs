using System.Globalization;

namespace OptionAuctions.Wire;

/// <summary>Builds standard codes (ISIN), twelve characters each: country, 4 for derivatives, the exchange's own form of the code, a check digit.</summary>
public static class StandardCode
{
    private const int OptionLength = 9, FutureLength = 6;

    /// <summary>
    /// Builds the standard code of a made-up contract. That of a listed one is in the master file: that the exchange always builds it
    /// in this way is inferred.
    /// </summary>
    /// <param name="code">
    /// Nine characters of an option or six of a future, with two digits of the month behind the year, as KIS writes them; others are taken as they
    /// are, as far as they fit.
    /// </param>
    public static string Of(Instrument code)
    {
        var text = code.ToString();
        var hasMonth = text.Length is OptionLength or FutureLength;
        var body = "KR4" + (hasMonth && Month(text) is { } month ? $"{text[..4]}{month}{text[6..]}" : text).PadRight(8, '0')[..8];
        return body + CheckDigit(body).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Returns the month as one character, as the exchange writes it, where KIS writes two digits; <see langword="null"/> when they exceed
    /// 12 or are no digits.
    /// </summary>
    private static char? Month(string code) =>
        int.TryParse(code.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month <= 12 ? "0123456789ABC"[month] : null;

    /// <summary>Computes the check digit: Luhn's sum over the digits, letters counting as 10 to 35. Source: ISO 6166.</summary>
    private static int CheckDigit(string body)
    {
        var digits = string.Concat(body.Select(c => char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10));
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += (digit / 10) + (digit % 10);
        }

        return (10 - (sum % 10)) % 10;
    }
}

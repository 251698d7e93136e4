using System.Globalization;

namespace OptionAuctions.Wire.Master;

/// <summary>The twelve characters of an ISIN: country, 4 for derivatives, the exchange's own form of the code, a check digit.</summary>
public static class StandardCode
{
    private const int OptionLength = 9;

    /// <summary>
    /// The standard code that a made-up option has. Of a listed one the master file says it: that the exchange always builds it like
    /// this is inferred.
    /// </summary>
    /// <param name="code">Nine characters with two digits of the month behind the year, as KIS writes an option; others are taken as they are, as far as they fit.</param>
    public static string Of(OptionCode code)
    {
        var text = code.ToString();
        var body = "KR4" + (text.Length == OptionLength && Month(text) is { } month ? $"{text[..4]}{month}{text[6..]}" : text.PadRight(8, '0')[..8]);
        return body + CheckDigit(body).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The exchange writes the month as one character where KIS writes two digits.</summary>
    private static char? Month(string code) =>
        int.TryParse(code.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month <= 12 ? "0123456789ABC"[month] : null;

    /// <summary>Luhn's sum over the digits, letters counting as 10 to 35. Source: ISO 6166.</summary>
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

using System.Globalization;

namespace OptionAuctions.Venue.Instruments;

/// <summary>The twelve characters of an ISIN: country, 4 for derivatives, the exchange's own form of the code, a check digit.</summary>
internal static class StandardCode
{
    private const string Months = "0123456789ABC";

    public static string Of(string shortCode)
    {
        var body = "KR4" + (shortCode.Length == 9 ? Exchange(shortCode) : shortCode.PadRight(8, '0'));
        return body + CheckDigit(body).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The exchange writes the month as one character where KIS writes two digits.</summary>
    private static string Exchange(string code) =>
        $"{code[..4]}{Months[int.Parse(code.AsSpan(4, 2), CultureInfo.InvariantCulture)]}{code[6..]}";

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

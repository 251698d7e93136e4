using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OptionAuctions.Replay;

/// <summary>The text of a decision: the same in every culture, on one line, of bounded length.</summary>
internal static class DecisionText
{
    /// <summary>Characters that are shown of a text at most.</summary>
    public const int MaxLength = 256;

    private const int HashDigits = 8;

    /// <summary>Returns the text. Throws what the object's <c>ToString</c> throws.</summary>
    public static string Of(object decision) => Bounded(OneLine(decision as string ?? InvariantText(decision)));

    private static string InvariantText(object decision)
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture; // which the members of a record are written by
            return (decision is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : decision.ToString()) ?? "";
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static string OneLine(string text)
    {
        if (!text.Any(IsEscaped)) return text;
        var line = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            if (letter == '\n') line.Append("\\n");
            else if (letter == '\r') line.Append("\\r");
            else if (letter == '\t') line.Append("\\t");
            else if (IsEscaped(letter)) line.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else line.Append(letter);
        }

        return line.ToString();
    }

    private static bool IsEscaped(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029';

    /// <summary>Cuts a long text. What is cut off still counts by its hash: two texts that differ there differ.</summary>
    private static string Bounded(string text)
    {
        if (text.Length <= MaxLength) return text;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashDigits];
        var length = char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, length)}… ({text.Length} characters, {hash})");
    }
}

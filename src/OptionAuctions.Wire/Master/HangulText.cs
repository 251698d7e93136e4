using System.Text;

namespace OptionAuctions;

/// <summary>Korean text in composed form (NFC), in which a syllable is one character.</summary>
/// <remarks>
/// Terminals and files of macOS have Hangul decomposed (NFD): three characters where the master file has one. By the rule of the Unicode standard,
/// section 3.12, and not by <see cref="string.Normalize()"/>: that leaves text as it is on a host with invariant globalization.
/// </remarks>
public static class HangulText
{
    private const char Syllables = '가', Leads = '\u1100', Vowels = '\u1161', Tails = '\u11A7'; // the first of each; no tail has the number of 'Tails'
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28;

    /// <summary>Returns the text with its Hangul composed; other characters stay as they are.</summary>
    public static string Compose(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAnyInRange(Leads, '\u11FF')) return text;
        var composed = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var before = composed.Length > 0 ? composed[^1] : '\0';
            if (Join(before, c) is { } joined) composed[^1] = joined;
            else composed.Append(c);
        }

        return composed.ToString();
    }

    /// <summary>Returns the syllable of a lead and a vowel, or of a syllable without a tail and a tail.</summary>
    private static char? Join(char before, char c)
    {
        if ((uint)(before - Leads) < LeadCount && (uint)(c - Vowels) < VowelCount)
            return (char)(Syllables + ((((before - Leads) * VowelCount) + (c - Vowels)) * TailCount));
        var isOpen = (uint)(before - Syllables) < LeadCount * VowelCount * TailCount && (before - Syllables) % TailCount == 0;
        return isOpen && (uint)(c - Tails - 1) < TailCount - 1 ? (char)(before + (c - Tails)) : null;
    }
}

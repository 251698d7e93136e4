namespace OptionAuctions.Wire;

/// <summary>Free text of the venue on its way to people: the link is plain, so anybody on it may have written the text.</summary>
internal static class VenueText
{
    /// <summary>Characters kept of any one text. The venue's own are under 60; a forged one could be a megabyte.</summary>
    public const int Longest = 256;

    /// <summary>The text with control characters made spaces, so that it cannot forge a log line, and cut to <see cref="Longest"/>.</summary>
    public static string Tame(string text)
    {
        var length = Math.Min(text.Length, Longest);
        if (length < text.Length && char.IsHighSurrogate(text[length - 1])) length--; // half a character is no character
        return string.Create(length, text, static (tamed, source) =>
        {
            for (var i = 0; i < tamed.Length; i++) tamed[i] = char.IsControl(source[i]) ? ' ' : source[i];
        });
    }
}

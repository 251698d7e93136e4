namespace OptionAuctions.Wire;

/// <summary>Makes free text of the venue safe to show. The connection is not encrypted, so anybody on the network may have written the text.</summary>
internal static class VenueText
{
    /// <summary>Characters that are kept of one text. The venue's own are under 60; a forged one could be a megabyte.</summary>
    public const int Longest = 256;

    /// <summary>
    /// Returns the text with control characters replaced by spaces, so that it cannot forge a line of a log, and cut to
    /// <see cref="Longest"/>.
    /// </summary>
    public static string Sanitize(string text)
    {
        var length = Math.Min(text.Length, Longest);
        if (length < text.Length && char.IsHighSurrogate(text[length - 1])) length--; // half a surrogate pair is no character
        return string.Create(length, text, static (tamed, source) =>
        {
            for (var i = 0; i < tamed.Length; i++) tamed[i] = char.IsControl(source[i]) ? ' ' : source[i];
        });
    }
}

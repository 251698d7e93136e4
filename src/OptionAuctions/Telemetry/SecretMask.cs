namespace OptionAuctions.Telemetry;

/// <summary>
/// Masks what may be a key in a text that cannot be read, so that the rest of it can be kept: each run of letters, digits and <c>+/=-_</c> of 16
/// characters or more, as long as an initialization vector, and a shorter one that the end of the text cuts off.
/// </summary>
internal static class SecretMask
{
    private const int ShortestSecret = 16, MostRead = 4096; // bytes

    private static ReadOnlySpan<byte> Mask => "***"u8;

    /// <summary>Returns a copy of the beginning of a text, 4,096 bytes of it, with its long words masked.</summary>
    public static byte[] Of(ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, MostRead)];
        var masked = new List<byte>(text.Length);
        for (var start = 0; start < text.Length;)
        {
            var length = WordAt(text[start..]);
            var isSecret = length >= ShortestSecret || (length > 0 && start + length == text.Length);
            masked.AddRange(isSecret ? Mask : text.Slice(start, Math.Max(1, length)));
            start += Math.Max(1, length);
        }

        return [.. masked];
    }

    private static int WordAt(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit((char)text[length]) || "+/=-_"u8.Contains(text[length]))) length++;
        return length;
    }
}

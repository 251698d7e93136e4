using System.Text;
using System.Text.RegularExpressions;

namespace OptionAuctions.Telemetry;

/// <summary>The AES key and initialization vector that the venue puts into an answer, also where no message is encrypted with them.</summary>
internal static partial class AnswerCipher
{
    /// <summary>Returns the text of an answer with both replaced by <c>***</c>; all other bytes stay as they are.</summary>
    public static byte[] Mask(ReadOnlySpan<byte> answer)
    {
        var text = Encoding.Latin1.GetString(answer); // a character a byte
        return Encoding.Latin1.GetBytes(Member().Replace(text, "$1***"));
    }

    [GeneratedRegex("""("(?:key|iv)"\s*:\s*")[^"]*""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Member();
}

using System.Text;
using System.Text.Unicode;

namespace OptionAuctions.Wire;

/// <summary>Decodes text whose character set is not known for sure. No bytes at all are refused.</summary>
internal static class LenientText
{
    private static readonly Encoding CodePage949 = CodePagesEncodingProvider.Instance.GetEncoding(949)!; // of Korean Windows; EUC-KR is a part of it

    /// <summary>Decodes UTF-16, told by its zero bytes or its mark, or UTF-8, and all else as code page 949. A mark is not a part of the text.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, .. var text] => Encoding.Unicode.GetString(text),
        [0xFE, 0xFF, .. var text] => Encoding.BigEndianUnicode.GetString(text),
        [0xEF, 0xBB, 0xBF, .. var text] => Encoding.UTF8.GetString(text),
        [not 0, 0, ..] => Encoding.Unicode.GetString(bytes),
        [0, not 0, ..] => Encoding.BigEndianUnicode.GetString(bytes),
        _ => (Utf8.IsValid(bytes) ? Encoding.UTF8 : CodePage949).GetString(bytes),
    };
}

using System.Text;

namespace OptionAuctions.Wire;

/// <summary>Recognizes the texts other than an empty field with which the venue says that a value is missing.</summary>
internal static class NullText
{
    /// <summary>True for the literal <c>(null)</c>, seen in fields of any kind.</summary>
    public static bool IsNull(ReadOnlySpan<byte> text) => text.Length == 6 && Ascii.EqualsIgnoreCase(text, "(null)"u8);

    /// <summary>True for <c>nan</c>, seen in numbers.</summary>
    public static bool IsNan(ReadOnlySpan<byte> text) => text.Length == 3 && Ascii.EqualsIgnoreCase(text, "nan"u8);

    /// <summary>Returns the field without the spaces around it; empty for <c>(null)</c>.</summary>
    public static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> field)
    {
        field = field.Trim((byte)' ');
        return IsNull(field) ? default : field;
    }
}

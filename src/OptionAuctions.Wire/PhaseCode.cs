using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Serialization;
using OptionAuctions.Wire;

namespace OptionAuctions;

/// <summary>The venue's code of an auction phase, as it was received. This type gives it no meaning: a table outside this assembly does.</summary>
/// <remarks>
/// Source: <c>ANTC_MKOP_CLS_CODE</c>. For <c>H0ZOANC0</c> the venue documents no values; those known come from the same field
/// of its market-status TR. At most four printable ASCII characters are kept, one more than the documented three.
/// </remarks>
[JsonConverter(typeof(PhaseCodeJsonConverter))]
public readonly record struct PhaseCode
{
    /// <summary>The result for text that is no phase code.</summary>
    internal const int Invalid = -1;

    private const int MaxLength = 4;
    private readonly uint _raw;

    private PhaseCode(uint raw) => _raw = raw;

    /// <summary>Creates a code from text, for tests and simulated venues.</summary>
    /// <exception cref="FormatException">Longer than four characters, or not printable ASCII.</exception>
    public PhaseCode(string text)
    {
        if (!TryParse(Encoding.UTF8.GetBytes(text), out this))
            throw new FormatException($"'{text}' is not a phase code: at most {MaxLength} printable ASCII characters");
    }

    /// <summary>The characters as they were received; empty when the field was empty.</summary>
    public string Raw
    {
        get
        {
            Span<char> text = stackalloc char[MaxLength];
            var length = 0;
            for (var rest = _raw; rest != 0; rest >>= 8) text[length++] = (char)(rest & 0xFF);
            return new string(text[..length]);
        }
    }

    /// <summary>Reads the code from the text of a field: empty or <c>(null)</c>, or up to four printable ASCII characters.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out PhaseCode phase)
    {
        phase = default;
        text = NullText.Trimmed(text);
        if (text.Length > MaxLength) return false;
        uint raw = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is <= 0x20 or >= 0x7F) return false;
            raw |= (uint)text[i] << (8 * i);
        }

        phase = new PhaseCode(raw);
        return true;
    }

    /// <summary>Reads the code from a part of a message, by the rules of <see cref="TryParse(ReadOnlySpan{byte}, out PhaseCode)"/>.</summary>
    /// <returns>Four bytes of text, or <see cref="Invalid"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Parse(ReadOnlySpan<byte> message, int start, int end)
    {
        var length = end - start;
        if ((uint)(length - 1) > 3 || end < 8) return ParseAny(message[start..end]);

        var bitsBefore = 32 - (8 * length);
        var raw = (uint)(Bytes.Before(message, end) >> 32) >> bitsBefore;
        var filled = raw | (uint)(0x3030303000000000 >> bitsBefore); // a printable character where there is no text
        var outside = (filled | (filled + 0x01010101) | ~((filled | 0x80808080) - 0x21212121)) & 0x80808080;
        return outside == 0 ? (int)raw : ParseAny(message[start..end]);
    }

    internal static PhaseCode FromRaw(uint raw) => new(raw);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ParseAny(ReadOnlySpan<byte> text) => TryParse(text, out var phase) ? (int)phase._raw : Invalid;

    /// <summary>Returns the characters as they were received.</summary>
    public override string ToString() => Raw;
}

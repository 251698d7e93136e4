using System.Text;

namespace OptionAuctions.Wire;

/// <summary>The venue's phase code as it came. What it means is not for the wire to say: a table does.</summary>
/// <remarks>
/// Source: <c>ANTC_MKOP_CLS_CODE</c>. For <c>H0ZOANC0</c> the venue documents no values; those known come from the same field
/// of its market-status TR. At most four printable ASCII characters are kept, one more than the documented three.
/// </remarks>
public readonly record struct PhaseCode
{
    private const int MaxLength = 4;
    private readonly uint _raw;

    private PhaseCode(uint raw) => _raw = raw;

    /// <summary>A code from text, for tests and venues.</summary>
    /// <exception cref="FormatException">Longer than four characters, or not printable ASCII.</exception>
    public PhaseCode(string text)
    {
        if (!TryParse(Encoding.UTF8.GetBytes(text), out this))
            throw new FormatException($"'{text}' is not a phase code: at most {MaxLength} printable ASCII characters");
    }

    /// <summary>The characters as they came; empty when the field was.</summary>
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

    /// <summary>Reads the code off the wire: empty or <c>(null)</c>, or up to four printable ASCII characters.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out PhaseCode phase)
    {
        phase = default;
        text = Absent.Trimmed(text);
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

    /// <summary>The characters as they came.</summary>
    public override string ToString() => Raw;
}

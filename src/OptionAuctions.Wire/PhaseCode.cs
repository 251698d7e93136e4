using System.Text;

namespace OptionAuctions.Wire;

/// <summary>What a phase code says about the call auction, as far as anybody knows.</summary>
public enum PhaseHint
{
    /// <summary>Empty, or a value that no public document explains. The set is open: carry it, do not act on it.</summary>
    Unknown,

    /// <summary>An indication phase begins or runs (311; also seen intraday around halts, so not only before the open).</summary>
    CallIndicative,

    /// <summary>That indication phase ends (112).</summary>
    CallEnded,

    /// <summary>The closing call's indication phase begins or runs (121).</summary>
    ClosingCallIndicative,

    /// <summary>The closing call's indication phase ends (129).</summary>
    ClosingCallEnded,
}

/// <summary>The venue's phase code as it came, and what it hints at.</summary>
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

    /// <summary>What the code hints at.</summary>
    public PhaseHint Hint => _raw switch // asked once a record, so no string is made
    {
        '3' | '1' << 8 | '1' << 16 => PhaseHint.CallIndicative,
        '1' | '1' << 8 | '2' << 16 => PhaseHint.CallEnded,
        '1' | '2' << 8 | '1' << 16 => PhaseHint.ClosingCallIndicative,
        '1' | '2' << 8 | '9' << 16 => PhaseHint.ClosingCallEnded,
        _ => PhaseHint.Unknown,
    };

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

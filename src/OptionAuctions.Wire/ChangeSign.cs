using System.Runtime.CompilerServices;

namespace OptionAuctions.Wire;

/// <summary>Where the expected price stands against the previous close.</summary>
public enum ChangeDirection
{
    /// <summary>The venue sent nothing, or a digit that its documents do not list.</summary>
    Unknown,

    /// <summary>At the upper price limit in force (상한). Limits can widen during the day, so it is not final.</summary>
    UpperLimit,

    /// <summary>Above (상승).</summary>
    Up,

    /// <summary>The same (보합).</summary>
    Flat,

    /// <summary>At the lower price limit in force (하한).</summary>
    LowerLimit,

    /// <summary>Below (하락).</summary>
    Down,
}

/// <summary>The venue's sign digit as it came, and what it means.</summary>
/// <remarks>Source: <c>ANTC_CNTG_VRSS_SIGN</c>, 1 to 5 by KIS convention. Any other single character is kept, with <see cref="ChangeDirection.Unknown"/>.</remarks>
public readonly record struct ChangeSign
{
    /// <summary>The text was no sign.</summary>
    internal const int Invalid = -1;

    private readonly byte _raw;

    private ChangeSign(byte raw) => _raw = raw;

    /// <summary>The sign that means <paramref name="direction"/>; an empty one for <see cref="ChangeDirection.Unknown"/>.</summary>
    public ChangeSign(ChangeDirection direction) =>
        _raw = direction is ChangeDirection.Unknown ? (byte)0 : (byte)('0' + (int)direction);

    /// <summary>What the sign means.</summary>
    public ChangeDirection Direction => _raw is >= (byte)'1' and <= (byte)'5' ? (ChangeDirection)(_raw - '0') : ChangeDirection.Unknown;

    /// <summary>The character as it came; empty when the field was.</summary>
    public string Raw => _raw == 0 ? "" : ((char)_raw).ToString();

    /// <summary>+1 above, −1 below, 0 when flat or unknown.</summary>
    public int Factor => Direction switch
    {
        ChangeDirection.UpperLimit or ChangeDirection.Up => 1,
        ChangeDirection.LowerLimit or ChangeDirection.Down => -1,
        _ => 0,
    };

    internal byte RawByte => _raw;

    internal static ChangeSign FromRawByte(byte raw) => new(raw);

    /// <summary>Reads the sign off the wire: empty or <c>(null)</c>, or one printable ASCII character.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ChangeSign sign)
    {
        text = Absent.Trimmed(text);
        sign = text.Length == 1 ? new ChangeSign(text[0]) : default;
        return text.IsEmpty || (text.Length == 1 && text[0] is > 0x20 and < 0x7F);
    }

    /// <summary>As <see cref="TryParse"/>, of a part of a message.</summary>
    /// <returns>The character, 0 for none, or <see cref="Invalid"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Parse(ReadOnlySpan<byte> message, int start, int end)
    {
        if (end - start != 1) return ParseAny(message[start..end]);
        var raw = message[start];
        return raw is > 0x20 and < 0x7F ? raw : ParseAny(message[start..end]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ParseAny(ReadOnlySpan<byte> text) => TryParse(text, out var sign) ? sign._raw : Invalid;

    /// <summary>The direction in lower case as logs and JSON say it, for example <c>upper-limit</c>.</summary>
    public override string ToString() => Direction switch
    {
        ChangeDirection.UpperLimit => "upper-limit",
        ChangeDirection.Up => "up",
        ChangeDirection.Flat => "flat",
        ChangeDirection.LowerLimit => "lower-limit",
        ChangeDirection.Down => "down",
        _ => "unknown",
    };
}

using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using OptionAuctions.Wire;

namespace OptionAuctions;

/// <summary>The venue's sign digit of a change: the character that was received, and its meaning.</summary>
/// <remarks>
/// Source: <c>ANTC_CNTG_VRSS_SIGN</c>, 1 to 5 by KIS convention. Any other single character is kept, with
/// <see cref="ChangeDirection.Unknown"/>.
/// </remarks>
[JsonConverter(typeof(ChangeSignJsonConverter))]
public readonly record struct ChangeSign
{
    /// <summary>The result of <see cref="Parse"/> for text that is no sign.</summary>
    internal const int Invalid = -1;

    private readonly byte _raw;

    private ChangeSign(byte raw) => _raw = raw;

    /// <summary>Creates the sign for a direction; an empty one for <see cref="ChangeDirection.Unknown"/>.</summary>
    public ChangeSign(ChangeDirection direction) =>
        _raw = direction is ChangeDirection.Unknown ? (byte)0 : (byte)('0' + (int)direction);

    /// <summary>The meaning of the sign.</summary>
    public ChangeDirection Direction => _raw is >= (byte)'1' and <= (byte)'5' ? (ChangeDirection)(_raw - '0') : ChangeDirection.Unknown;

    /// <summary>The character as it was received; empty when the field was empty.</summary>
    public string Raw => _raw == 0 ? "" : ((char)_raw).ToString();

    /// <summary>The sign as a factor: +1 above the previous close, −1 below it, 0 when flat or unknown.</summary>
    public int Factor => Direction switch
    {
        ChangeDirection.UpperLimit or ChangeDirection.Up => 1,
        ChangeDirection.LowerLimit or ChangeDirection.Down => -1,
        _ => 0,
    };

    internal byte RawByte => _raw;

    internal static ChangeSign FromRawByte(byte raw) => new(raw);

    /// <summary>Reads the sign from the text of a field: empty or <c>(null)</c>, or one printable ASCII character.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ChangeSign sign)
    {
        text = NullText.Trimmed(text);
        sign = text.Length == 1 ? new ChangeSign(text[0]) : default;
        return text.IsEmpty || (text.Length == 1 && text[0] is > 0x20 and < 0x7F);
    }

    /// <summary>Reads the sign from a part of a message, by the rules of <see cref="TryParse"/>.</summary>
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

    /// <summary>Returns the direction in lower case as logs and JSON write it, for example <c>upper-limit</c>.</summary>
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

using System.Globalization;
using System.Runtime.CompilerServices;

namespace OptionAuctions.Wire;

/// <summary>
/// Converts decimal text to a count of hundredths and back. Independent of culture: the venue writes a point whatever the host's
/// language.
/// </summary>
internal static class FixedPoint
{
    /// <summary>The number that means "no value"; the venue leaves the field empty or writes <c>nan</c>.</summary>
    public const int None = int.MinValue;

    /// <summary>The bits in which a number that is stored differs from its hundredths: no value is stored as 0.</summary>
    public const int Bias = None;

    // Its hundredths overflow an int, so that a larger number is noticed, and fit a long with one more digit, so that none wraps.
    private const long LargestRead = 10L * int.MaxValue;

    /// <summary>Reads <c>[spaces][+-]digits[.digits][spaces]</c>; empty, <c>nan</c> and <c>(null)</c> are no value.</summary>
    /// <param name="message">The message that the text is a part of.</param>
    /// <param name="start">Offset at which the text begins.</param>
    /// <param name="end">Offset at which it ends.</param>
    /// <returns>A <see cref="Number"/>; invalid for any other text and for a value that does not fit an <see cref="int"/> of hundredths.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Parse(ReadOnlySpan<byte> message, int start, int end)
    {
        var length = end - start;
        if ((uint)(length - 3) > 5 || end < 8) return ParseAny(message[start..end]);

        // Two decimals, as the venue writes them: the eight bytes that end with the text, where those before it count as the digit 0.
        var text = Bytes.Before(message, end);
        var bitsBefore = 64 - (8 * length);
        var first = (byte)(text >> bitsBefore);
        var (minus, plus) = (first == '-' ? 1 : 0, first == '+' ? 1 : 0);
        var mask = ulong.MaxValue << (bitsBefore + (8 * (minus | plus)));
        var digits = ((text ^ 0x3030303030303030) & mask) ^ ('.' ^ (ulong)'0') << 40; // each byte 0 to 9, and 0 for the point
        if (((digits | (digits + 0x76767F7676767676)) & 0x8080808080808080) != 0) return ParseAny(message[start..end]);

        // Remove the point, then combine digits to pairs, and pairs to numbers of four digits.
        digits = ((digits << 8) & 0x0000FFFFFFFFFFFF) | (digits & 0xFFFF000000000000);
        digits = (digits * 10) + (digits >> 8);
        var value = (((digits & 0x000000FF000000FF) * 0x000F424000000064) + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
        var sign = (ulong)(uint)(value == 0 ? 0 : minus | (plus << 1)) << Number.FlagShift;
        return value | sign;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong ParseAny(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        if (text.IsEmpty) return Number.None;

        var minus = text[0] == (byte)'-';
        var plus = text[0] == (byte)'+';
        if (minus || plus) text = text[1..];
        if (NullText.IsNan(text) || NullText.IsNull(text)) return Number.None;

        long whole = 0;
        int i = 0, digits = 0;
        for (; i < text.Length && char.IsAsciiDigit((char)text[i]); i++, digits++)
        {
            whole = (whole * 10) + (text[i] - (byte)'0');
            if (whole > LargestRead) return Number.Invalid;
        }

        var fraction = default(Fraction);
        if (i < text.Length && text[i] == (byte)'.')
            for (i++; i < text.Length && char.IsAsciiDigit((char)text[i]); i++, digits++)
                fraction.Add(text[i] - (byte)'0');
        if (i != text.Length || digits == 0) return Number.Invalid;

        var hundredths = (whole * 100) + fraction.Hundredths;
        if (hundredths > int.MaxValue) return Number.Invalid;
        var sign = hundredths == 0 ? 0 : minus ? Number.Minus : plus ? Number.Plus : 0;
        return (ulong)hundredths | sign | (fraction.Inexact ? Number.Rounded : 0);
    }

    public static decimal? ToDecimal(int value) => value == None ? null : value / 100m;

    public static int Of(decimal value)
    {
        var rounded = decimal.Round(value, 2, MidpointRounding.AwayFromZero);
        if (decimal.Abs(rounded) > int.MaxValue / 100m) // before the multiplication, which can overflow
            throw new ArgumentOutOfRangeException(nameof(value), value, "does not fit ±21474836.47");
        return (int)(rounded * 100m);
    }

    public static string Format(int value) =>
        ToDecimal(value)?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The digits behind the point: two are kept, the third rounds, later ones only show that the value is inexact.</summary>
    private struct Fraction
    {
        private int _seen;
        private int _value;

        public bool Inexact { get; private set; }
        public readonly int Hundredths => _seen == 1 ? _value * 10 : _value;

        public void Add(int digit)
        {
            if (_seen < 2) _value = (_value * 10) + digit;
            else if (digit != 0)
            {
                Inexact = true;
                if (_seen == 2 && digit >= 5) _value++;
            }

            _seen = Math.Min(_seen + 1, 3);
        }
    }
}

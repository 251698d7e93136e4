using System.Globalization;
using System.Runtime.CompilerServices;

namespace OptionAuctions.Wire;

/// <summary>
/// Decimal text to a count of hundredths and back. Culture has no part in it: the venue writes a point whatever the host's
/// language.
/// </summary>
internal static class Hundredths
{
    /// <summary>Stands for "no value"; the venue leaves the field empty or writes <c>nan</c>.</summary>
    public const int None = int.MinValue;

    // Eleven digits of hundredths overflow an int and fit a long: enough to notice, too few to wrap.
    private const long Ceiling = 10L * int.MaxValue;

    /// <summary>Reads <c>[spaces][+-]digits[.digits][spaces]</c>; empty, <c>nan</c> and <c>(null)</c> are no value.</summary>
    /// <param name="message">The message that the text is a part of.</param>
    /// <param name="start">Where the text begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>A <see cref="Number"/>, invalid for any other text and for what does not fit an <see cref="int"/> of hundredths.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Parse(ReadOnlySpan<byte> message, int start, int end)
    {
        var length = end - start;
        if ((uint)(length - 3) > 5 || end < 8) return ParseAny(message[start..end]);

        // Two decimals, as the venue writes them. The eight bytes that end with the text, and '0' over what stands before it.
        var text = Bytes.Before(message, end);
        var before = 64 - (8 * length);
        var first = (byte)(text >> before);
        var (minus, plus) = (first == '-' ? 1 : 0, first == '+' ? 1 : 0);
        var kept = ulong.MaxValue << (before + (8 * (minus | plus)));
        var digits = ((text ^ 0x3030303030303030) & kept) ^ ('.' ^ (ulong)'0') << 40; // 0 to 9 each, and 0 for the point
        if (((digits | (digits + 0x76767F7676767676)) & 0x8080808080808080) != 0) return ParseAny(message[start..end]);

        // Point out of the way, then pairs of digits, and pairs of pairs.
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
        if (Absent.IsNan(text) || Absent.IsNull(text)) return Number.None;

        long whole = 0;
        int i = 0, digits = 0;
        for (; i < text.Length && char.IsAsciiDigit((char)text[i]); i++, digits++)
        {
            whole = (whole * 10) + (text[i] - (byte)'0');
            if (whole > Ceiling) return Number.Invalid;
        }

        var fraction = default(Fraction);
        if (i < text.Length && text[i] == (byte)'.')
            for (i++; i < text.Length && char.IsAsciiDigit((char)text[i]); i++, digits++)
                fraction.Take(text[i] - (byte)'0');
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

    /// <summary>Digits behind the point: two are kept, the third rounds, the rest only say that something was lost.</summary>
    private struct Fraction
    {
        private int _seen;
        private int _value;

        public bool Inexact { get; private set; }
        public readonly int Hundredths => _seen == 1 ? _value * 10 : _value;

        public void Take(int digit)
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

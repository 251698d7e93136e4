using System.Globalization;

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

    /// <summary>What a number's text looked like beside its value.</summary>
    public readonly record struct Form(bool Minus, bool Plus, bool Rounded);

    /// <summary>Reads <c>[spaces][+-]digits[.digits][spaces]</c>; empty, <c>nan</c> and <c>(null)</c> are <see cref="None"/>.</summary>
    /// <returns>False for any other text, and for what does not fit an <see cref="int"/> of hundredths.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out int value, out Form form)
    {
        form = default;
        value = None;
        text = text.Trim((byte)' ');
        if (text.IsEmpty) return true;

        var minus = text[0] == (byte)'-';
        var plus = text[0] == (byte)'+';
        if (minus || plus) text = text[1..];
        if (Absent.IsNan(text) || Absent.IsNull(text)) return true;

        long whole = 0;
        int i = 0, digits = 0;
        for (; i < text.Length && char.IsAsciiDigit((char)text[i]); i++, digits++)
        {
            whole = (whole * 10) + (text[i] - (byte)'0');
            if (whole > Ceiling) return false;
        }

        var fraction = default(Fraction);
        if (i < text.Length && text[i] == (byte)'.')
            for (i++; i < text.Length && char.IsAsciiDigit((char)text[i]); i++, digits++)
                fraction.Take(text[i] - (byte)'0');
        if (i != text.Length || digits == 0) return false;

        var hundredths = (whole * 100) + fraction.Hundredths;
        if (hundredths > int.MaxValue) return false;
        value = (int)(minus ? -hundredths : hundredths);
        form = new Form(minus && value != 0, plus && value != 0, fraction.Inexact);
        return true;
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

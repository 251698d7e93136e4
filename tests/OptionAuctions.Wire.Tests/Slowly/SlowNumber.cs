namespace OptionAuctions.Wire.Tests.Slowly;

/// <summary>A number read byte by byte: hundredths, and what its text looked like.</summary>
internal readonly record struct SlowNumber(int Value, bool Minus, bool Plus, bool Rounded)
{
    private const long Ceiling = 10L * int.MaxValue;

    public static bool TryParse(ReadOnlySpan<byte> text, out SlowNumber number)
    {
        number = new SlowNumber(int.MinValue, false, false, false);
        text = text.Trim((byte)' ');
        if (text.IsEmpty) return true;
        var (minus, plus) = (text[0] == (byte)'-', text[0] == (byte)'+');
        if (minus || plus) text = text[1..];
        if (Is(text, "nan") || Is(text, "(null)")) return true;

        long whole = 0;
        int i = 0, digits = 0;
        for (; i < text.Length && char.IsAsciiDigit((char)text[i]); i++, digits++)
        {
            whole = (whole * 10) + (text[i] - (byte)'0');
            if (whole > Ceiling) return false;
        }

        int cents = 0, decimals = 0;
        var rounded = false;
        if (i < text.Length && text[i] == (byte)'.')
            for (i++; i < text.Length && char.IsAsciiDigit((char)text[i]); i++, digits++, decimals++)
            {
                var digit = text[i] - (byte)'0';
                if (decimals < 2) cents = (cents * 10) + digit;
                else if (decimals == 2 && digit >= 5) cents++;
                rounded |= decimals >= 2 && digit != 0;
            }

        if (i != text.Length || digits == 0) return false;
        var hundredths = (whole * 100) + (decimals == 1 ? cents * 10 : cents);
        if (hundredths > int.MaxValue) return false;
        number = new SlowNumber((int)(minus ? -hundredths : hundredths), minus && hundredths != 0, plus && hundredths != 0, rounded);
        return true;
    }

    public static bool Is(ReadOnlySpan<byte> text, string word) => System.Text.Ascii.EqualsIgnoreCase(text, word);
}

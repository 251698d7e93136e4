namespace OptionAuctions.Wire;

/// <summary>
/// The format of a decoded number in one 64-bit integer: hundredths without their sign in the low 32 bits,
/// <see cref="FixedPoint.None"/> without a value, and above them flags about the text.
/// </summary>
internal static class Number
{
    /// <summary>Bit at which the flags begin.</summary>
    public const int FlagShift = 32;

    /// <summary>Bit of the flag <see cref="Rounded"/>.</summary>
    public const int RoundedShift = 34;

    /// <summary>A minus before an amount that is not zero.</summary>
    public const ulong Minus = 1UL << FlagShift;

    /// <summary>A plus before an amount that is not zero.</summary>
    public const ulong Plus = 2UL << FlagShift;

    /// <summary>More decimals than are kept, and not all of them zero.</summary>
    public const ulong Rounded = 1UL << RoundedShift;

    /// <summary>Not a number, or one that does not fit.</summary>
    public const ulong Invalid = 1UL << 35;

    /// <summary>No amount: the field was empty, <c>nan</c> or <c>(null)</c>.</summary>
    public const ulong None = 1UL << 31;

    /// <summary>Returns the amount with its sign: below zero when the text has a minus or <paramref name="negative"/> is 1. Without a branch.</summary>
    public static int Signed(ulong number, int negative)
    {
        negative |= (int)(number >> FlagShift) & 1;
        return ((int)number ^ -negative) + negative; // "no value" stays as it is: int.MinValue is its own negative
    }
}

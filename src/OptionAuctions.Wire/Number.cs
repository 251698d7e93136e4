namespace OptionAuctions.Wire;

/// <summary>
/// What a number's text told, in one register: hundredths without their sign in the low 32 bits, <see cref="Hundredths.None"/>
/// when there are none, and above them what the text looked like.
/// </summary>
internal static class Number
{
    /// <summary>Where the flags begin.</summary>
    public const int FlagShift = 32;

    /// <summary>Where the flag stands that says that decimals were lost.</summary>
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

    /// <summary>The amount with its sign: below zero when the text said so or <paramref name="below"/> is 1. Without a jump.</summary>
    public static int Signed(ulong number, int below)
    {
        below |= (int)(number >> FlagShift) & 1;
        return ((int)number ^ -below) + below; // none stays what it is: it is its own negative
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace OptionAuctions.Wire;

/// <summary>
/// The ends of the fields that are read of a record, as offsets in its message. A field begins one byte behind the end of the one before.
/// </summary>
internal readonly record struct FieldEnds(int Start, int First, int Second, int Third, int Fourth, int Fifth, int Sixth, int Seventh)
{
    /// <summary>Fields that are read of a record, of any TR.</summary>
    public const int Known = 7;

    /// <summary>Computes the ends from a delimiter mask that begins with the record.</summary>
    /// <param name="start">Offset at which the record begins.</param>
    /// <param name="delimiters">The delimiters of the record; bit 0 is the byte at <paramref name="start"/>.</param>
    /// <param name="seventh">The delimiters from the seventh on; zero when the mask does not cover the end of that field.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FieldEnds Of(int start, ulong delimiters, out ulong seventh)
    {
        var second = delimiters & (delimiters - 1);
        var third = second & (second - 1);
        var fourth = third & (third - 1);
        var fifth = fourth & (fourth - 1);
        var sixth = fifth & (fifth - 1);
        seventh = sixth & (sixth - 1);
        return new FieldEnds(
            start, At(start, delimiters), At(start, second), At(start, third), At(start, fourth), At(start, fifth), At(start, sixth), At(start, seventh));
    }

    private static int At(int start, ulong delimiters) => start + BitOperations.TrailingZeroCount(delimiters);
}

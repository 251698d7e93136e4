using System.Numerics;
using System.Runtime.CompilerServices;

namespace OptionAuctions.Wire;

/// <summary>Where the fields that are read of a record end, as offsets in its message; a field begins one behind the end of the last.</summary>
internal readonly record struct FieldEnds(int Start, int First, int Second, int Third, int Fourth, int Fifth, int Sixth, int Seventh)
{
    /// <summary>Fields read of a record, of whatever TR.</summary>
    public const int Known = 7;

    /// <summary>The ends out of a mask that begins with the record.</summary>
    /// <param name="start">Where the record begins.</param>
    /// <param name="carets">Its delimiters, bit 0 at <paramref name="start"/>.</param>
    /// <param name="seventh">The delimiters from the seventh on; none when the mask does not tell where that field ends.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FieldEnds Of(int start, ulong carets, out ulong seventh)
    {
        var second = carets & (carets - 1);
        var third = second & (second - 1);
        var fourth = third & (third - 1);
        var fifth = fourth & (fourth - 1);
        var sixth = fifth & (fifth - 1);
        seventh = sixth & (sixth - 1);
        return new FieldEnds(
            start, At(start, carets), At(start, second), At(start, third), At(start, fourth), At(start, fifth), At(start, sixth), At(start, seventh));
    }

    private static int At(int start, ulong carets) => start + BitOperations.TrailingZeroCount(carets);
}

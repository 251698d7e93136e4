using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OptionAuctions.Wire;

/// <summary>
/// Three numbers of two decimals and a time <c>HHmmss</c> read at once, a lane of eight bytes each: the bytes that end with the field.
/// One number after the other takes three times as many instructions.
/// </summary>
internal static class DecimalLanes
{
    /// <summary>Keeps the six bytes of a time.</summary>
    public const ulong OfTime = 0xFFFFFFFFFFFF0000;

    private static Vector256<ulong> Spelled => Vector256.Create(0x30302E3030303030ul, 0x30302E3030303030, 0x30302E3030303030, 0x3030303030303030);

    // Of each byte, once the spelling is taken off: a digit, the point itself, the tens of an hour, of a minute and of a second.
    private static Vector256<byte> Most => Vector256.Create(0x0909000909090909ul, 0x0909000909090909, 0x0909000909090909, 0x0905090509020000).AsByte();

    // Where a pair stands in its four digits: 12345.67 is 12 34 50 67, a time 00 08 45 12.
    private static Vector256<uint> OfPairs => Vector256.Create(100u, 10, 100, 10, 100, 10, 1, 60);

    private static Vector256<uint> OfFours => Vector256.Create(1_000u, 1, 1_000, 1, 1_000, 1, 3_600, 1);

    // By its length without a sign, which bytes of eight are a number's: 3 to 8, .05 to 12345.67. None for a length that is no plain number's.
    private static readonly ulong[] Lengths =
    [
        0, 0, 0, 0xFFFFFFul << 40, 0xFFFFFFFFul << 32, 0xFFFFFFFFFFul << 24, 0xFFFFFFFFFFFFul << 16, 0xFFFFFFFFFFFFFFul << 8,
        ulong.MaxValue, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>Keeps the bytes of a number.</summary>
    /// <param name="length">Its characters without a sign, 0 to 63.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfNumber(int length) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Lengths), (nuint)(uint)length & 63);

    /// <summary>Reads the four.</summary>
    /// <param name="words">Eight bytes of text each: number, number, number, time.</param>
    /// <param name="kept">The bytes of these that are the field's.</param>
    /// <param name="values">Hundredths, hundredths, hundredths, second of the day; the hour is up to 29.</param>
    /// <returns>False when one of them is not digits where digits should be, a point where a point should, or of another length.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(Vector256<ulong> words, Vector256<ulong> kept, out Vector128<int> values)
    {
        var digits = (words ^ Spelled) & kept;
        if (Vector256.GreaterThanAny(digits.AsByte(), Most) || Vector256.EqualsAny(kept, Vector256<ulong>.Zero))
        {
            values = default;
            return false;
        }

        var pairs = ((digits.AsUInt16() & Vector256.Create((ushort)0xFF)) * (ushort)10) + (digits.AsUInt16() >>> 8);
        var fours = ((pairs.AsUInt32() & Vector256.Create(0xFFFFu)) * OfPairs) + (pairs.AsUInt32() >>> 16);
        var halves = (fours * OfFours).AsUInt64();
        var whole = halves + (halves >>> 32);
        values = Vector128.Narrow(whole.GetLower(), whole.GetUpper()).AsInt32();
        return true;
    }
}

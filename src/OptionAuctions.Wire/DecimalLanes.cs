using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OptionAuctions.Wire;

/// <summary>
/// A SIMD parser of three numbers with two decimals and a time <c>HHmmss</c>: the eight bytes that end with each field are one
/// 64-bit element of a vector. One number after the other takes three times as many instructions.
/// </summary>
internal static class DecimalLanes
{
    /// <summary>The mask that keeps the six bytes of a time.</summary>
    public const ulong OfTime = 0xFFFFFFFFFFFF0000;

    private static Vector256<ulong> ZeroText => Vector256.Create(0x30302E3030303030ul, 0x30302E3030303030, 0x30302E3030303030, 0x3030303030303030);

    // The largest value of each byte after the XOR with ZeroText: 9 for a digit, 0 for the point and where no text is expected, 2 for the
    // tens of an hour, 5 for the tens of a minute and of a second.
    private static Vector256<byte> MaxDigits => Vector256.Create(0x0909000909090909ul, 0x0909000909090909, 0x0909000909090909, 0x0905090509020000).AsByte();

    // The weight of the first of two pairs of digits: 12345.67 has the pairs 12 34 and 50 67, a time 00 08 and 45 12.
    private static Vector256<uint> PairWeights => Vector256.Create(100u, 10, 100, 10, 100, 10, 1, 60);

    // The weight of each sum of two pairs: 12345.67 is 1234 times 1,000 and 567, a time is its hours times 3,600 and its seconds.
    private static Vector256<uint> SumWeights => Vector256.Create(1_000u, 1, 1_000, 1, 1_000, 1, 3_600, 1);

    // For each length of a number without its sign, the mask of its bytes among the eight: lengths 3 to 8, from .05 to 12345.67. Zero for a
    // length that no plain number has.
    private static readonly ulong[] MasksByLength =
    [
        0, 0, 0, 0xFFFFFFul << 40, 0xFFFFFFFFul << 32, 0xFFFFFFFFFFul << 24, 0xFFFFFFFFFFFFul << 16, 0xFFFFFFFFFFFFFFul << 8,
        ulong.MaxValue, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>Returns the mask that keeps the bytes of a number; zero for a length that no plain number has.</summary>
    /// <param name="length">Characters of the number without a sign, 0 to 63.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfNumber(int length) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(MasksByLength), (nuint)(uint)length & 63);

    /// <summary>Reads three numbers and a time.</summary>
    /// <param name="texts">Eight bytes of text each: number, number, number, time.</param>
    /// <param name="masks">The masks of the bytes that belong to the fields.</param>
    /// <param name="values">Hundredths, hundredths, hundredths, second of the day; the hour is up to 29.</param>
    /// <returns>False when one of the four has another byte where a digit or the point should be, or a length that no plain number has.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(Vector256<ulong> texts, Vector256<ulong> masks, out Vector128<int> values)
    {
        var digits = (texts ^ ZeroText) & masks;
        if (Vector256.GreaterThanAny(digits.AsByte(), MaxDigits) || Vector256.EqualsAny(masks, Vector256<ulong>.Zero))
        {
            values = default;
            return false;
        }

        var pairs = ((digits.AsUInt16() & Vector256.Create((ushort)0xFF)) * (ushort)10) + (digits.AsUInt16() >>> 8);
        var sums = ((pairs.AsUInt32() & Vector256.Create(0xFFFFu)) * PairWeights) + (pairs.AsUInt32() >>> 16);
        var weighted = (sums * SumWeights).AsUInt64();
        var totals = weighted + (weighted >>> 32);
        values = Vector128.Narrow(totals.GetLower(), totals.GetUpper()).AsInt32();
        return true;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OptionAuctions.Wire;

/// <summary>
/// Reads an expected execution that is spelled the plain way: nothing absent, no spaces, no plus, two decimals behind at most five
/// digits, a sign of 1 to 5 that the numbers agree with, letters and digits for the phase. The venue writes nearly all of them so.
/// Another spelling is no error here: it is left to the reader that knows them all.
/// </summary>
/// <remarks>
/// Straight line: what differs from record to record, lengths and signs, is arithmetic, since a jump that cannot be foreseen costs
/// as much as two fields. Reads words and vectors without a check each: every offset is that of a delimiter found in the message.
/// </remarks>
internal static class PlainForecast
{
    private const int SecondsADay = 86_400;

    /// <summary>Reads the record.</summary>
    /// <param name="message">The message, up to its end.</param>
    /// <param name="start">Where the record begins; inside the message.</param>
    /// <param name="isLast">Whether no record stands behind it.</param>
    /// <param name="record">The record, when it is a plain one.</param>
    /// <returns>Bytes up to the end of the seventh field; 0 when the record is not a plain one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryRead(ReadOnlySpan<byte> message, int start, bool isLast, out ExpectedExecution record)
    {
        Unsafe.SkipInit(out record);
        if (!BitConverter.IsLittleEndian) return 0;
        var c0 = Carets.From(message, start);
        var left = message.Length - start;
        if (isLast && left < Carets.Reach) c0 |= 1UL << left; // the end of the message ends a field, too
        ulong c1 = c0 & (c0 - 1), c2 = c1 & (c1 - 1), c3 = c2 & (c2 - 1), c4 = c3 & (c3 - 1), c5 = c4 & (c4 - 1), c6 = c5 & (c5 - 1);
        if (c6 == 0) return 0;
        int first = BitOperations.TrailingZeroCount(c0), third = BitOperations.TrailingZeroCount(c2), fourth = BitOperations.TrailingZeroCount(c3);
        int sixth = BitOperations.TrailingZeroCount(c5), seventh = BitOperations.TrailingZeroCount(c6);

        // A code of 8 to 12 characters, a time of 6, a sign of 1, a phase of 1 to 4. From here on the other two ends are known.
        var phaseLength = seventh - sixth - 1;
        if ((uint)(first - 8) > 4 || (c0 ^ c1) << 7 != (c1 ^ c2) || (c3 ^ c4) << 2 != (c4 ^ c5) || (uint)(phaseLength - 1) > 3) return 0;
        int second = first + 7, fifth = fourth + 2;
        ref var text = ref Unsafe.Add(ref MemoryMarshal.GetReference(message), (nuint)(uint)start);

        var changeMinus = Byte(ref text, third + 1) == '-' ? 1 : 0;
        var rateMinus = Byte(ref text, fifth + 1) == '-' ? 1 : 0;
        var words = Vector256.Create(Word(ref text, third - 8), Word(ref text, fourth - 8), Word(ref text, sixth - 8), Word(ref text, second - 8));
        var kept = Vector256.Create(
            DecimalLanes.OfNumber(third - second - 1), DecimalLanes.OfNumber(fourth - third - 1 - changeMinus),
            DecimalLanes.OfNumber(sixth - fifth - 1 - rateMinus), DecimalLanes.OfTime);
        if (!DecimalLanes.TryRead(words, kept, out var values)) return 0;
        var clock = values.GetElement(3);

        // Code and phase together, twelve bytes and four.
        var phase = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref text, (nuint)(uint)(seventh - 4)));
        var names = Vector128.LoadUnsafe(ref text).AsUInt32().WithElement(3, phase);
        var unknown = ~OptionCode.LettersAndDigits(names.AsByte()) & (((1u << first) - 1) | ((0xF0000u >> phaseLength) & 0xF000));

        int sign = Byte(ref text, fourth + 1);
        var (up, flat, down) = ((sign - '3') >>> 31, sign == '3' ? 1 : 0, ('3' - sign) >> 31); // 1, 1 and all bits
        var moved = (values & Vector128.Create(0, -1, -1, 0)) != Vector128<int>.Zero ? 1 : 0;
        var disagrees = (up & (changeMinus | rateMinus)) | (flat & moved);
        if ((unknown | (uint)disagrees) != 0 || (uint)(sign - '1') > 4 || (uint)(clock - 1) >= SecondsADay - 1) return 0; // midnight is unknown

        var below = Vector128.Create(0, down | -changeMinus, down | -rateMinus, 0);
        values = (values ^ below) - below;
        values |= Vector128.Equals(values, Vector128<int>.Zero) & Vector128.Create(Hundredths.None, 0, 0, 0); // a price of zero is none
        var tail = names.GetElement(2) & (uint)((1UL << (8 * (first - 8))) - 1);
        ExpectedExecution.Write(out record, (uint)clock, (uint)sign, names.AsUInt64().GetElement(0), tail, values.WithElement(3, (int)(phase >> (-8 * phaseLength))));
        return seventh;
    }

    private static byte Byte(ref byte text, int at) => Unsafe.Add(ref text, (nuint)(uint)at);

    private static ulong Word(ref byte text, int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, (nuint)(uint)at));
}

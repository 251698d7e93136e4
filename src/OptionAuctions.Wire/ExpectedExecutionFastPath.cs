using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OptionAuctions.Wire;

/// <summary>
/// The decoder of expected executions in the usual spelling: no field empty, no spaces, no plus, two decimals behind at most five
/// digits, a sign of 1 to 5 that the numbers agree with, letters and digits for the phase. The venue writes nearly all of them so.
/// Another spelling is no error here: <see cref="RecordReader"/> then decodes the record field by field.
/// </summary>
/// <remarks>
/// No branch depends on what differs from record to record: lengths and signs are arithmetic, since a mispredicted branch costs as
/// much as two fields. Integers and vectors are read without a bounds check each: every offset is that of a delimiter found in the
/// message.
/// </remarks>
internal static class ExpectedExecutionFastPath
{
    private const int SecondsADay = 86_400;

    /// <summary>Decodes one record.</summary>
    /// <param name="message">The message, up to the end of its payload.</param>
    /// <param name="start">Offset at which the record begins; inside the message.</param>
    /// <param name="isLast">True for the last record of the message.</param>
    /// <param name="record">The record, when its spelling is the usual one.</param>
    /// <returns>Bytes up to the end of the seventh field; 0 for another spelling.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryRead(ReadOnlySpan<byte> message, int start, bool isLast, out ExpectedExecution record)
    {
        Unsafe.SkipInit(out record);
        if (!BitConverter.IsLittleEndian) return 0;
        var c0 = DelimiterMask.From(message, start);
        var remaining = message.Length - start;
        if (isLast && remaining < DelimiterMask.Reach) c0 |= 1UL << remaining; // the end of the message ends a field too
        ulong c1 = c0 & (c0 - 1), c2 = c1 & (c1 - 1), c3 = c2 & (c2 - 1), c4 = c3 & (c3 - 1), c5 = c4 & (c4 - 1), c6 = c5 & (c5 - 1);
        if (c6 == 0) return 0;
        int first = BitOperations.TrailingZeroCount(c0), third = BitOperations.TrailingZeroCount(c2), fourth = BitOperations.TrailingZeroCount(c3);
        int sixth = BitOperations.TrailingZeroCount(c5), seventh = BitOperations.TrailingZeroCount(c6);

        // A code of 8 to 12 characters, a time of 6, a sign of 1, a phase of 1 to 4. The ends of time and sign follow from the others.
        var phaseLength = seventh - sixth - 1;
        if ((uint)(first - 8) > 4 || (c0 ^ c1) << 7 != (c1 ^ c2) || (c3 ^ c4) << 2 != (c4 ^ c5) || (uint)(phaseLength - 1) > 3) return 0;
        int second = first + 7, fifth = fourth + 2;
        ref var text = ref Unsafe.Add(ref MemoryMarshal.GetReference(message), (nuint)(uint)start);

        var changeMinus = ByteAt(ref text, third + 1) == '-' ? 1 : 0;
        var rateMinus = ByteAt(ref text, fifth + 1) == '-' ? 1 : 0;
        var texts = Vector256.Create(
            UInt64At(ref text, third - 8), UInt64At(ref text, fourth - 8), UInt64At(ref text, sixth - 8), UInt64At(ref text, second - 8));
        var masks = Vector256.Create(
            DecimalLanes.OfNumber(third - second - 1), DecimalLanes.OfNumber(fourth - third - 1 - changeMinus),
            DecimalLanes.OfNumber(sixth - fifth - 1 - rateMinus), DecimalLanes.OfTime);
        if (!DecimalLanes.TryRead(texts, masks, out var values)) return 0;
        var secondOfDay = values.GetElement(3);

        // Code and phase together, twelve bytes and four.
        var phase = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref text, (nuint)(uint)(seventh - 4)));
        var codeAndPhase = Vector128.LoadUnsafe(ref text).AsUInt32().WithElement(3, phase);
        var badCharacters = ~Instrument.LettersAndDigits(codeAndPhase.AsByte()) & (((1u << first) - 1) | ((0xF0000u >> phaseLength) & 0xF000));

        int sign = ByteAt(ref text, fourth + 1);
        var (up, flat, down) = ((sign - '3') >>> 31, sign == '3' ? 1 : 0, ('3' - sign) >> 31); // 0 or 1, 0 or 1, no or all bits
        var nonZero = (values & Vector128.Create(0, -1, -1, 0)) != Vector128<int>.Zero ? 1 : 0;
        var disagrees = (up & (changeMinus | rateMinus)) | (flat & nonZero);

        // The venue writes midnight for an unknown time.
        if ((badCharacters | (uint)disagrees) != 0 || (uint)(sign - '1') > 4 || (uint)(secondOfDay - 1) >= SecondsADay - 1) return 0;

        var negative = Vector128.Create(0, down | -changeMinus, down | -rateMinus, 0);
        var isNone = Vector128.Equals(values, Vector128<int>.Zero) & Vector128.Create(-1, 0, 0, 0); // a price of zero
        values = (values ^ negative) - (negative - Vector128.Create(FixedPoint.Bias, FixedPoint.Bias, FixedPoint.Bias, 0));
        values = Vector128.AndNot(values, isNone);
        var tail = codeAndPhase.GetElement(2) & (uint)((1UL << (8 * (first - 8))) - 1);
        ExpectedExecution.Write(
            out record, (uint)secondOfDay, (uint)sign, codeAndPhase.AsUInt64().GetElement(0), tail,
            values.WithElement(3, (int)(phase >> (-8 * phaseLength))));
        return seventh;
    }

    private static byte ByteAt(ref byte text, int at) => Unsafe.Add(ref text, (nuint)(uint)at);

    private static ulong UInt64At(ref byte text, int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, (nuint)(uint)at));
}

using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OptionAuctions.Benchmarks.Yardsticks;

/// <summary>
/// The least that any reader of these records must do: find where each field ends. A vector scan of the payload, 64 bytes a step,
/// that yields the position of every delimiter and reads nothing else.
/// </summary>
internal static class Scan
{
    /// <summary>Writes the offset of every <c>^</c> to <paramref name="positions"/>, which has room for all of them.</summary>
    /// <returns>How many there are.</returns>
    public static int Delimiters(ReadOnlySpan<byte> payload, Span<int> positions)
    {
        int found = 0, at = 0;
        ref var first = ref MemoryMarshal.GetReference(payload);
        for (; at + Vector512<byte>.Count <= payload.Length; at += Vector512<byte>.Count)
            for (var mask = Of512(ref first, at); mask != 0; mask &= mask - 1)
                positions[found++] = at + BitOperations.TrailingZeroCount(mask);

        for (; at + Vector128<byte>.Count <= payload.Length; at += Vector128<byte>.Count)
            for (var mask = Vector128.Equals(Vector128.LoadUnsafe(ref first, (nuint)at), Vector128.Create((byte)'^')).ExtractMostSignificantBits();
                mask != 0; mask &= mask - 1)
                positions[found++] = at + BitOperations.TrailingZeroCount(mask);

        for (; at < payload.Length; at++)
            if (payload[at] == (byte)'^') positions[found++] = at;
        return found;
    }

    private static ulong Of512(ref byte first, int at)
    {
        if (Vector512.IsHardwareAccelerated)
            return Vector512.Equals(Vector512.LoadUnsafe(ref first, (nuint)at), Vector512.Create((byte)'^')).ExtractMostSignificantBits();
        var caret = Vector256.Create((byte)'^');
        var low = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)at), caret).ExtractMostSignificantBits();
        var high = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)(at + 32)), caret).ExtractMostSignificantBits();
        return low | ((ulong)high << 32);
    }
}

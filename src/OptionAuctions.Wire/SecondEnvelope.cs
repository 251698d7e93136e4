using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OptionAuctions.Wire;

/// <summary>
/// Detects a second message inside the payload of the first: <c>0|TR|count|</c> of any TR, or JSON behind a line break. A pipe or a
/// line break alone is not one: a column that this library does not know may hold it.
/// </summary>
internal static class SecondEnvelope
{
    /// <summary>True when the payload has one.</summary>
    public static bool IsIn(ReadOnlySpan<byte> payload) => HasPipeOrLineBreak(payload) && IsAtPipeOrLineBreak(payload);

    private static bool IsAtPipeOrLineBreak(ReadOnlySpan<byte> payload)
    {
        if (payload.IndexOf("\n{"u8) >= 0) return true;
        for (var pipe = EnvelopeDecoder.After(payload, 0); pipe > 0; pipe = EnvelopeDecoder.After(payload, pipe))
        {
            var countStart = EnvelopeDecoder.After(payload, pipe);
            var end = EnvelopeDecoder.After(payload, countStart);
            if (end < 0) return false;
            if (pipe > 1 && payload[pipe - 2] is (byte)'0' or (byte)'1'
                && Instrument.TryParse(payload[pipe..(countStart - 1)], out _) // a TR name has the characters of an option code
                && EnvelopeDecoder.TryCount(payload[countStart..(end - 1)], out _)) return true;
        }

        return false;
    }

    /// <summary>
    /// Returns whether the payload has a pipe or a line break. Nearly always it has none, so all of it is scanned and the result is tested
    /// once, at the end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasPipeOrLineBreak(ReadOnlySpan<byte> payload)
    {
        var last = payload.Length - Vector256<byte>.Count;
        if (last < 0) return payload.IndexOfAny((byte)'\n', (byte)'|') >= 0;
        ref var text = ref MemoryMarshal.GetReference(payload);
        var found = At(ref text, last); // overlaps with the last whole step
        for (var at = 0; at < last; at += Vector256<byte>.Count) found |= At(ref text, at);
        return found != Vector256<byte>.Zero;
    }

    private static Vector256<byte> At(ref byte text, int at)
    {
        var bytes = Vector256.LoadUnsafe(ref text, (nuint)(uint)at);
        return Vector256.Equals(bytes, Vector256.Create((byte)'\n')) | Vector256.Equals(bytes, Vector256.Create((byte)'|'));
    }
}

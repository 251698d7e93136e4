using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OptionAuctions.Wire;

/// <summary>
/// The head of a second message inside the payload of the first: <c>0|TR|count|</c> of any TR, or JSON on a line of its own. A pipe
/// or a line break alone is not one: a column that we do not know may hold it.
/// </summary>
internal static class SecondEnvelope
{
    /// <summary>True when there is one.</summary>
    public static bool IsIn(ReadOnlySpan<byte> payload) => HasPipeOrLineBreak(payload) && IsAmongMarks(payload);

    private static bool IsAmongMarks(ReadOnlySpan<byte> payload)
    {
        if (payload.IndexOf("\n{"u8) >= 0) return true;
        for (var pipe = FrameDecoder.After(payload, 0); pipe > 0; pipe = FrameDecoder.After(payload, pipe))
        {
            var countStart = FrameDecoder.After(payload, pipe);
            var end = FrameDecoder.After(payload, countStart);
            if (end < 0) return false;
            if (pipe > 1 && payload[pipe - 2] is (byte)'0' or (byte)'1'
                && OptionCode.TryParse(payload[pipe..(countStart - 1)], out _) // a TR is spelled from the same letters
                && FrameDecoder.TryCount(payload[countStart..(end - 1)], out _)) return true;
        }

        return false;
    }

    /// <summary>Nearly always false, so all of it is looked through and asked once, at the end.</summary>
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

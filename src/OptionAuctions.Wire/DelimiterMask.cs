using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OptionAuctions.Wire;

/// <summary>Bit masks of the field delimiters in a payload, 64 bytes at a time: bit n is set when byte n is <c>^</c>.</summary>
internal static class DelimiterMask
{
    /// <summary>Bytes that one mask covers.</summary>
    public const int Reach = 64;

    private const byte Caret = (byte)'^';

    /// <summary>Returns the mask of the 64 bytes from <paramref name="start"/> on, or of the bytes up to the end when they are fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong From(ReadOnlySpan<byte> text, int start)
    {
        var last = text.Length - Reach;
        if (last < 0) return MaskOfShort(text) >> start;
        var at = Math.Min(start, last); // near the end the load begins before start, and the shift drops those bits
        return MaskOf64(text, at) >> (start - at);
    }

    /// <summary>Counts the delimiters of a text of any length.</summary>
    public static int Count(ReadOnlySpan<byte> text)
    {
        if (text.Length < Reach) return BitOperations.PopCount(MaskOfShort(text));
        var (found, at) = (0, 0);
        for (; at <= text.Length - Reach; at += Reach) found += BitOperations.PopCount(MaskOf64(text, at));
        return at == text.Length ? found : found + BitOperations.PopCount(From(text, at));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MaskOf64(ReadOnlySpan<byte> text, int at)
    {
        ref var first = ref MemoryMarshal.GetReference(text.Slice(at, Reach));
        if (Vector512.IsHardwareAccelerated) return Vector512.Equals(Vector512.LoadUnsafe(ref first), Vector512.Create(Caret)).ExtractMostSignificantBits();
        return MaskOf32(ref first) | ((ulong)MaskOf32(ref Unsafe.Add(ref first, 32)) << 32);
    }

    /// <summary>Returns the mask of fewer than 64 bytes, by two loads that overlap.</summary>
    private static ulong MaskOfShort(ReadOnlySpan<byte> text)
    {
        if (text.Length < 32) return MaskOfTiny(text);
        var back = text.Length - 32;
        return MaskOf32(ref MemoryMarshal.GetReference(text)) | ((ulong)MaskOf32(ref MemoryMarshal.GetReference(text[back..])) << back);
    }

    private static ulong MaskOfTiny(ReadOnlySpan<byte> text)
    {
        var mask = 0UL;
        for (var i = 0; i < text.Length; i++)
            if (text[i] == Caret) mask |= 1UL << i;
        return mask;
    }

    private static uint MaskOf32(ref byte first) => Vector256.Equals(Vector256.LoadUnsafe(ref first), Vector256.Create(Caret)).ExtractMostSignificantBits();
}

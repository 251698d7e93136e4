using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OptionAuctions.Wire;

/// <summary>Where the field delimiters of a payload stand, 64 bytes at a time: bit n is set when byte n is <c>^</c>.</summary>
internal static class Carets
{
    /// <summary>Bytes that one mask tells of.</summary>
    public const int Reach = 64;

    private const byte Caret = (byte)'^';

    /// <summary>The delimiters in the 64 bytes from <paramref name="start"/> on, or in those that are left when they are fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong From(ReadOnlySpan<byte> text, int start)
    {
        var last = text.Length - Reach;
        if (last < 0) return InShort(text) >> start;
        var at = Math.Min(start, last); // near the end the same load reaches back, and the shift drops what it found there
        return InReach(text, at) >> (start - at);
    }

    /// <summary>How many there are.</summary>
    public static int Count(ReadOnlySpan<byte> text)
    {
        if (text.Length < Reach) return BitOperations.PopCount(InShort(text));
        var (found, at) = (0, 0);
        for (; at <= text.Length - Reach; at += Reach) found += BitOperations.PopCount(InReach(text, at));
        return at == text.Length ? found : found + BitOperations.PopCount(From(text, at));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong InReach(ReadOnlySpan<byte> text, int at)
    {
        ref var first = ref MemoryMarshal.GetReference(text.Slice(at, Reach));
        if (Vector512.IsHardwareAccelerated) return Vector512.Equals(Vector512.LoadUnsafe(ref first), Vector512.Create(Caret)).ExtractMostSignificantBits();
        return In32(ref first) | ((ulong)In32(ref Unsafe.Add(ref first, 32)) << 32);
    }

    /// <summary>Of fewer than 64 bytes: two loads that overlap.</summary>
    private static ulong InShort(ReadOnlySpan<byte> text)
    {
        if (text.Length < 32) return InTiny(text);
        var back = text.Length - 32;
        return In32(ref MemoryMarshal.GetReference(text)) | ((ulong)In32(ref MemoryMarshal.GetReference(text[back..])) << back);
    }

    private static ulong InTiny(ReadOnlySpan<byte> text)
    {
        var mask = 0UL;
        for (var i = 0; i < text.Length; i++)
            if (text[i] == Caret) mask |= 1UL << i;
        return mask;
    }

    private static uint In32(ref byte first) => Vector256.Equals(Vector256.LoadUnsafe(ref first), Vector256.Create(Caret)).ExtractMostSignificantBits();
}

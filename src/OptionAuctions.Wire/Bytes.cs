using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OptionAuctions.Wire;

/// <summary>Reads eight bytes of a message as one little-endian integer. One bounds check replaces a slice, a read and the checks of both.</summary>
internal static class Bytes
{
    /// <summary>Returns the eight bytes that end before <paramref name="end"/>; the last of them is the most significant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not eight bytes before it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Before(ReadOnlySpan<byte> message, int end)
    {
        if (end < 8 || end > message.Length) throw new ArgumentOutOfRangeException(nameof(end));
        var value = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(message), end - 8));
        return BitConverter.IsLittleEndian ? value : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(value);
    }
}

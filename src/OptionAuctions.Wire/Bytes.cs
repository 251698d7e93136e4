using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OptionAuctions.Wire;

/// <summary>Several bytes of a message as one little-endian word. One check where a slice, a read and their checks would be four.</summary>
internal static class Bytes
{
    /// <summary>The eight bytes that end before <paramref name="end"/>, the last of them on top. There must be eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Before(ReadOnlySpan<byte> message, int end)
    {
        if (end < 8 || end > message.Length) throw new ArgumentOutOfRangeException(nameof(end));
        var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(message), end - 8));
        return BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);
    }
}

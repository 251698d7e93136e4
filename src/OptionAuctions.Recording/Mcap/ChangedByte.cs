namespace OptionAuctions.Recording;

/// <summary>
/// Where one byte can have changed, by the CRC-32 before and after. The checksum is linear: the difference of the two depends on nothing but the place
/// and the change.
/// </summary>
/// <remarks>A difference that comes of more than one byte fits some place by chance about once in 17 million bytes.</remarks>
internal static class ChangedByte
{
    private const uint Polynomial = 0xEDB88320; // of CRC-32, bits reversed
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Step((uint)value))];
    private static readonly byte[] IndexByTopByte = ByTopByte();

    /// <summary>Returns the offsets at which a change of one byte makes this difference, from the last on.</summary>
    /// <param name="difference">Exclusive or of the two checksums.</param>
    /// <param name="length">Number of bytes that they are of.</param>
    public static IEnumerable<long> Offsets(uint difference, long length)
    {
        // What a change leaves in the register is followed back byte by byte, until it is what the change of a single byte puts there.
        for (var at = length - 1; at >= 0; at--)
        {
            var index = IndexByTopByte[difference >> 24];
            if (difference == Table[index]) yield return at;
            difference = ((difference ^ Table[index]) << 8) | index;
        }
    }

    private static uint Step(uint register)
    {
        for (var bit = 0; bit < 8; bit++) register = (register >> 1) ^ ((register & 1) * Polynomial);
        return register;
    }

    private static byte[] ByTopByte()
    {
        var index = new byte[256];
        for (var i = 0; i < 256; i++) index[Table[i] >> 24] = (byte)i;
        return index;
    }
}

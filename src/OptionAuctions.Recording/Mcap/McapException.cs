using System.Globalization;

namespace OptionAuctions.Recording;

/// <summary>The error of bytes that are no MCAP file, or of one record that cannot be read.</summary>
/// <param name="offset">Byte offset of the record, from the beginning of the file.</param>
/// <param name="reason">What is wrong, without a full stop.</param>
public sealed class McapException(long offset, string reason) : Exception($"at byte {offset.ToString(CultureInfo.InvariantCulture)}: {reason}")
{
    /// <summary>Byte offset of the record, from the beginning of the file.</summary>
    public long Offset { get; } = offset;

    /// <summary>What is wrong, without a full stop and without the offset.</summary>
    public string Reason { get; } = reason;
}

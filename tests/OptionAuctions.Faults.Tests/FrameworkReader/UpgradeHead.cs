namespace OptionAuctions.Faults.Tests.FrameworkReader;

/// <summary>The head of the answer to an HTTP upgrade: where it ends, and whether it was a yes.</summary>
internal sealed class UpgradeHead
{
    private static ReadOnlySpan<byte> Yes => "HTTP/1.1 101"u8;

    private static ReadOnlySpan<byte> End => "\r\n\r\n"u8;

    private int _read, _matched;

    /// <summary>True as long as what was read is the beginning of a yes.</summary>
    public bool Upgrades { get; private set; } = true;

    /// <summary>True once the empty line has passed.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Reads on.</summary>
    /// <returns>Bytes that belong to the head.</returns>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (_read < Yes.Length) Upgrades &= bytes[i] == Yes[_read];
            _read++;
            _matched = bytes[i] == End[_matched] ? _matched + 1 : bytes[i] == End[0] ? 1 : 0;
            if (_matched < End.Length) continue;
            IsOver = true;
            return i + 1;
        }

        return bytes.Length;
    }
}

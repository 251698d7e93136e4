using System.Runtime.InteropServices;

namespace OptionAuctions.Telemetry;

/// <summary>A counter with no other field in its cache line, since two processors that count in one line wait for each other each time.</summary>
[StructLayout(LayoutKind.Explicit, Size = 2 * CacheLine)]
internal struct LoneCounter
{
    private const int CacheLine = 64; // bytes; wherever the object begins, the lines before and behind are this one's

    [FieldOffset(CacheLine)]
    public long Count;
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace OptionAuctions.Dispatch;

/// <summary>Hints to the processor to load memory into the cache that will be read soon. Only speed depends on it.</summary>
/// <remarks>
/// <para>Reason: with thousands of codes, the objects of a code are in no near cache. An actor is reached through one object after another, so that
/// the processor waits for each cache line in turn. Hinted together, the cache lines are loaded in parallel.</para>
/// <para>Figure: 10,000 codes on one socket take 1.38 times the CPU per record without it (1.12 to 2.11 in 14 of 14 paired runs, 2 cores, 2026-11-30);
/// with 820 codes and fewer nothing changes beyond the noise of the measurement.</para>
/// <para>It is disabled by the runtime setting <c>OptionAuctions.Prefetch</c> set to false.</para>
/// </remarks>
internal static unsafe class Prefetch
{
    private const int CacheLine = 64; // bytes

    private static readonly bool IsOn = Sse.IsSupported && (!AppContext.TryGetSwitch("OptionAuctions.Prefetch", out var on) || on);

    /// <summary>Hints to load the first cache lines of an object. Does nothing where the processor has no such instruction, or the object is null.</summary>
    public static void Fetch(object? target, int cacheLines)
    {
        if (!IsOn || target is null) return;
        var first = *(byte**)Unsafe.AsPointer(ref target); // the garbage collector may move it: the hint is then wrong, and harmless
        for (var i = 0; i < cacheLines; i++) Sse.Prefetch0(first + (i * CacheLine));
    }
}

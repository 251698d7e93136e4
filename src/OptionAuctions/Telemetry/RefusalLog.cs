using OptionAuctions.Wire;

namespace OptionAuctions.Telemetry;

/// <summary>Something the wire sent that could not be used.</summary>
/// <param name="At">When it was refused, KST.</param>
/// <param name="Error">Why.</param>
/// <param name="Raw">Its bytes, the first 512 at most.</param>
public sealed record Refusal(DateTimeOffset At, DecodeError Error, ReadOnlyMemory<byte> Raw);

/// <summary>The last refusals, raw, for inspection: the oldest gives way to the newest.</summary>
internal sealed class RefusalLog(int bound = 256)
{
    private const int LongestRaw = 512;

    private readonly Lock _gate = new();
    private readonly Queue<Refusal> _kept = new(bound);

    public IReadOnlyList<Refusal> Kept
    {
        get
        {
            lock (_gate) return [.. _kept];
        }
    }

    public void Add(DateTimeOffset at, DecodeError error, ReadOnlySpan<byte> raw)
    {
        var refusal = new Refusal(at, error, raw[..Math.Min(raw.Length, LongestRaw)].ToArray());
        lock (_gate)
        {
            if (_kept.Count == bound) _kept.Dequeue();
            _kept.Enqueue(refusal);
        }
    }
}

namespace OptionAuctions.Telemetry;

/// <summary>The last refusals with their raw bytes, for inspection. The newest replaces the oldest. Safe from any thread.</summary>
/// <param name="secrets">Takes the secrets out of the bytes.</param>
/// <param name="bound">Refusals that are kept at most.</param>
internal sealed class RefusalLog(SecretScrubber secrets, int bound = 256)
{
    private const int LongestRaw = 512; // bytes; a longer refusal is cut
    private const int LongestRead = 4096; // bytes; more than is kept, so that a secret across the cut is found whole
    private const byte BeginningOfJson = (byte)'{';

    private readonly Lock _gate = new();
    private readonly Queue<Refusal> _kept = new(bound);

    public IReadOnlyList<Refusal> Kept
    {
        get
        {
            lock (_gate) return [.. _kept];
        }
    }

    public void Add(DateTimeOffset at, DecodeError error, ReadOnlySpan<byte> raw, int epoch)
    {
        var readable = raw.Contains(BeginningOfJson) ? SecretMask.Of(raw) : raw[..Math.Min(raw.Length, LongestRead)]; // answers of the venue hold keys
        var text = secrets.Scrub(readable);
        var refusal = new Refusal(at, error, text.AsMemory(0, Math.Min(text.Length, LongestRaw))) { Epoch = epoch };
        lock (_gate)
        {
            if (_kept.Count == bound) _kept.Dequeue();
            _kept.Enqueue(refusal);
        }
    }
}

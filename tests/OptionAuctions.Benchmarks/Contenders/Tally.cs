using System.Diagnostics;
using HdrHistogram;

namespace OptionAuctions.Benchmarks.Contenders;

/// <summary>What a contender's subscriber saw: how many records, and, when it is asked for, how late each word of them came.</summary>
/// <remarks>Called by one thread at a time.</remarks>
internal sealed class Tally
{
    private static readonly long LongestLatency = (long)TimeSpan.FromMinutes(1).TotalNanoseconds;

    private readonly Lock _gate = new();
    private TaskCompletionSource<long>? _complete;
    private LongHistogram? _latency;
    private long _total, _expected = long.MaxValue;

    /// <summary>Records that the subscriber knows of.</summary>
    public long Total => Volatile.Read(ref _total);

    public bool TakesLatency => _latency is not null;

    /// <summary>Completes with the timestamp at which the subscriber knows of so many more records.</summary>
    public Task<long> ExpectAsync(long more)
    {
        lock (_gate) return ReachAsync(_total + more);
    }

    /// <summary>Completes with the timestamp at which the subscriber knows of so many records in all; at once, when it does already.</summary>
    public Task<long> ReachAsync(long total)
    {
        lock (_gate)
        {
            _complete = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _expected, total);
            Interlocked.MemoryBarrierProcessWide(); // Saw writes the total and then reads what is expected, without a barrier of its own
            Look();
            return _complete.Task;
        }
    }

    /// <summary>From now on takes latencies, three digits of them, up to a minute.</summary>
    public LongHistogram TakeLatency() => _latency = new LongHistogram(LongestLatency, 3);

    /// <summary>The subscriber heard of so many more records.</summary>
    /// <param name="more">How many.</param>
    /// <param name="nanoseconds">Since the newest of them was received; means nothing unless latencies are taken.</param>
    public void Saw(long more, long nanoseconds)
    {
        _latency?.RecordValue(Math.Clamp(nanoseconds, 0, LongestLatency));
        Volatile.Write(ref _total, _total + more);
        if (_total >= Volatile.Read(ref _expected)) Look();
    }

    private void Look()
    {
        lock (_gate)
            if (_total >= _expected) _complete?.TrySetResult(Stopwatch.GetTimestamp());
    }
}

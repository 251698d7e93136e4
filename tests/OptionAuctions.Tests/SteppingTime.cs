using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace OptionAuctions.Tests;

/// <summary>Virtual time that moves only as far as somebody waits for it, and exactly that far.</summary>
internal sealed class SteppingTime : TimeProvider
{
    private readonly FakeTimeProvider _time = new(Some.Morning);
    private readonly Channel<TimeSpan> _waits = Channel.CreateBounded<TimeSpan>(10_000);

    /// <summary>How far time has moved.</summary>
    public TimeSpan Elapsed => _time.GetUtcNow() - Some.Morning;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override long GetTimestamp() => _time.GetTimestamp();

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _time.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero) _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Grants each wait as it is asked for, until <paramref name="work"/> is done.</summary>
    public async Task<T> RunAsync<T>(Task<T> work)
    {
        while (true)
        {
            var wait = _waits.Reader.WaitToReadAsync().AsTask();
            if (await Task.WhenAny(work, wait) == work) return await work;
            while (_waits.Reader.TryRead(out var due)) _time.Advance(due);
        }
    }
}

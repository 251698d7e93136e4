namespace OptionAuctions.Venue;

/// <summary>
/// The venue's clock: begins at a given moment and runs at its own speed over a base clock. Code in the same process as the venue uses it
/// as its <see cref="TimeProvider"/>, so that timers, ages and market hours agree.
/// </summary>
/// <remarks>Over a stepped base clock it advances only when a test steps that one.</remarks>
public sealed class VenueClock : TimeProvider
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(uint.MaxValue - 1d);
    private static readonly TimeZoneInfo Kst = TimeZoneInfo.CreateCustomTimeZone("KST", MarketTime.Offset, "KST", "KST");

    private readonly TimeProvider _base;
    private readonly long _began;
    private readonly DateTimeOffset _startsAt;
    private readonly double _speed;

    /// <summary>Creates a clock that shows <paramref name="startsAt"/> now.</summary>
    /// <param name="baseClock">The base clock.</param>
    /// <param name="startsAt">Its first moment.</param>
    /// <param name="speed">Seconds of it per second of the base clock, above 0.</param>
    public VenueClock(TimeProvider baseClock, DateTimeOffset startsAt, double speed)
    {
        ArgumentNullException.ThrowIfNull(baseClock);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        (_base, _startsAt, _speed) = (baseClock, startsAt.ToUniversalTime(), speed);
        _began = baseClock.GetTimestamp();
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => Kst;

    /// <summary>Ticks of 100 ns.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _startsAt.AddTicks(GetTimestamp());

    /// <inheritdoc/>
    public override long GetTimestamp() => (long)(_base.GetElapsedTime(_began).Ticks * _speed);

    /// <summary>Creates a timer whose times are measured by this clock.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(_base.CreateTimer(callback, state, Scale(dueTime), Scale(period)), this);

    private TimeSpan Scale(TimeSpan time)
    {
        if (time == Timeout.InfiniteTimeSpan || time == TimeSpan.Zero) return time;
        var scaled = TimeSpan.FromTicks((long)Math.Ceiling(time.Ticks / _speed));
        return scaled > LongestWait ? LongestWait : scaled;
    }

    private sealed class ScaledTimer(ITimer timer, VenueClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Scale(dueTime), clock.Scale(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

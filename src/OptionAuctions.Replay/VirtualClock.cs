namespace OptionAuctions.Replay;

/// <summary>
/// A clock that moves only when a test or a replay moves it, and fires each timer at exactly the moment at which it is due. Pass it to any code of yours that
/// takes a <see cref="TimeProvider"/>.
/// </summary>
/// <remarks>
/// A type of our own rather than a package's: the harness moves from timer to timer and lets the actors handle each one before it continues,
/// for which it has to know when the next one is due.
/// </remarks>
public sealed class VirtualClock : TimeProvider
{
    private static readonly TimeZoneInfo Kst = TimeZoneInfo.CreateCustomTimeZone("KST", MarketTime.Offset, "KST", "KST");

    private readonly Lock _gate = new();
    private readonly List<VirtualTimer> _timers = [];
    private DateTimeOffset _origin, _now; // of the monotonic clock, which timers go by
    private TimeSpan _ahead; // of the wall clock, since it was set

    /// <summary>Creates a clock that starts at <paramref name="startsAt"/>; by default, at <see cref="BeforeTheOpening"/>.</summary>
    public VirtualClock(DateTimeOffset? startsAt = null) => _now = _origin = (startsAt ?? BeforeTheOpening).ToUniversalTime();

    /// <summary>A timer was set: its state, and when it is due. Not raised for one that is stopped.</summary>
    internal event Action<object?, DateTimeOffset>? TimerSet;

    /// <summary>Monday 2026-11-23 08:39:55 KST, five seconds before an opening call is published.</summary>
    public static DateTimeOffset BeforeTheOpening { get; } = new(2026, 11, 23, 8, 39, 55, MarketTime.Offset);

    /// <summary>The current time of the clock, KST.</summary>
    public DateTimeOffset Now => MarketTime.Now(this);

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => Kst;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now + _ahead;
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate) return (_now - _origin).Ticks;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward and fires each timer that is due meanwhile; their callbacks have returned when this returns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative: the clock does not go back.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        AdvanceTo(GetUtcNow() + by);
    }

    /// <summary>Moves the clock forward to a moment, as <see cref="Advance"/> does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The clock is already later than that.</exception>
    public void AdvanceTo(DateTimeOffset moment)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(moment, GetUtcNow());
        while (AdvanceToTimer(moment))
        {
        }
    }

    /// <summary>
    /// Sets the wall clock forward or back, as a person or a time server does, or as a machine finds it after it slept: timestamps do not jump, and
    /// timers are due after the same time as before.
    /// </summary>
    public void SetWallClock(DateTimeOffset moment)
    {
        lock (_gate) _ahead = moment - _now;
    }

    /// <summary>Sets the clock to another moment before a test begins. Timers that are set are shifted by the same time, and none fires.</summary>
    public void StartAt(DateTimeOffset moment)
    {
        lock (_gate)
        {
            var by = moment - _ahead - _now;
            (_origin, _now) = (_origin + by, _now + by);
            foreach (var timer in _timers) timer.Shift(by);
        }
    }

    /// <summary>When the next timer is due, KST; <see langword="null"/> when none is set.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate) return _timers.Count == 0 ? null : (_timers.Min(timer => timer.Due) + _ahead)?.ToOffset(MarketTime.Offset);
        }
    }

    /// <summary>Moves the clock to the next timer that is due up to a moment, and fires that timer.</summary>
    /// <param name="until">The moment; one before the current time counts as the current time.</param>
    /// <returns>False when no timer is due up to then; the clock then shows that moment.</returns>
    public bool AdvanceToTimer(DateTimeOffset until)
    {
        VirtualTimer? next;
        lock (_gate)
        {
            var limit = until > _now + _ahead ? (until - _ahead).ToUniversalTime() : _now;
            next = _timers.Where(timer => timer.Due <= limit).MinBy(timer => timer.Due); // of those that are due together, the one that was set first
            _now = next is null ? limit : next.Due > _now ? next.Due.Value : _now;
            next?.Rearm();
        }

        next?.Fire();
        return next is not null;
    }

    private bool Set(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        DateTimeOffset? due;
        lock (_gate)
        {
            _timers.Remove(timer);
            due = dueTime == Timeout.InfiniteTimeSpan ? null : _now + dueTime;
            timer.Arm(due, period);
            if (due is not null) _timers.Add(timer);
            due += _ahead;
        }

        if (due is { } moment) TimerSet?.Invoke(timer.State, moment);
        if (dueTime == TimeSpan.Zero) ThreadPool.QueueUserWorkItem(_ => AdvanceToTimer(default)); // on another thread, like the callback of any timer
        return true;
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public object? State => state;

        public DateTimeOffset? Due { get; private set; }

        public void Arm(DateTimeOffset? due, TimeSpan period) => (Due, _period) = (due, period);

        public void Shift(TimeSpan by) => Due += by;

        public void Rearm()
        {
            Due = _period > TimeSpan.Zero ? Due + _period : null;
            if (Due is null) clock._timers.Remove(this);
        }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Set(this, dueTime, period);

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

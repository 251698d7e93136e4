namespace OptionAuctions.Replay;

/// <summary>
/// A clock that moves only when its owner, a test or a replay, moves it, and fires each timer at exactly the moment at which it is due. Pass it to any
/// code of yours that takes a <see cref="TimeProvider"/>.
/// </summary>
/// <remarks>
/// A type of our own rather than a package's: its owner moves from timer to timer and lets the actors handle each one before it continues, for which
/// it has to know when the next one is due. Timers that are due together fire in the order in which they were set.
/// </remarks>
public sealed class VirtualClock : TimeProvider
{
    private static readonly TimeZoneInfo Kst = TimeZoneInfo.CreateCustomTimeZone("KST", MarketTime.Offset, "KST", "KST");

    private readonly Lock _gate = new();
    private readonly List<VirtualTimer> _timers = [];
    private DateTimeOffset _earliest = DateTimeOffset.MaxValue; // no timer is due before it
    private DateTimeOffset _origin, _now; // of the monotonic clock, which timers go by
    private TimeSpan _ahead; // of the wall clock, since it was set

    /// <summary>Creates a clock that starts at <paramref name="startsAt"/>; by default, at <see cref="BeforeTheOpening"/>.</summary>
    public VirtualClock(DateTimeOffset? startsAt = null) => _now = _origin = (startsAt ?? BeforeTheOpening).ToUniversalTime();

    /// <summary>A timer was set: its state, and when it is due. Not raised for one that is stopped.</summary>
    internal event Action<object?, DateTimeOffset>? TimerSet;

    /// <summary>Monday 2026-11-23 08:39:55 KST, five seconds before an opening call is published.</summary>
    public static DateTimeOffset BeforeTheOpening { get; } = new(2026, 11, 23, 8, 39, 55, MarketTime.Offset);

    /// <summary>
    /// True when its owner alone fires timers, also those without a delay: they then wait for the next <see cref="AdvanceToTimer"/>, so that their order
    /// does not depend on a thread. False by default: a timer without a delay fires at once, on a thread of the thread pool.
    /// </summary>
    public bool FiresOnlyWhenMoved { get; set; }

    /// <summary>A moment before which no timer is due, by the monotonic clock.</summary>
    internal DateTimeOffset NoTimerBefore
    {
        get
        {
            lock (_gate) return _earliest;
        }
    }

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

    /// <summary>Sets the clock to another moment before anything begins. Timers that are set are shifted by the same time, and none fires.</summary>
    /// <param name="moment">The moment, also an earlier one.</param>
    public void StartAt(DateTimeOffset moment)
    {
        lock (_gate)
        {
            var by = moment - _ahead - _now;
            (_origin, _now) = (_origin + by, _now + by);
            foreach (var timer in _timers) timer.Shift(by);
            _earliest = Earliest();
        }
    }

    /// <summary>
    /// Moves the clock to the next timer that is due up to a moment, and fires that timer. Its callback has returned when this returns; what it has
    /// caused in actors is for the caller to wait for before the next call.
    /// </summary>
    /// <param name="until">The moment; one before the current time counts as the current time.</param>
    /// <returns>False when no timer is due up to then; the clock then shows that moment.</returns>
    public bool AdvanceToTimer(DateTimeOffset until)
    {
        VirtualTimer? next;
        lock (_gate)
        {
            var limit = until > _now + _ahead ? (until - _ahead).ToUniversalTime() : _now;
            next = _earliest > limit ? null : _timers.Where(timer => timer.Due <= limit).MinBy(timer => timer.Due); // due together: the one set first
            _now = next is null ? limit : next.Due > _now ? next.Due.Value : _now;
            next?.Rearm();
            if (next is not null) _earliest = Earliest();
        }

        next?.Fire();
        return next is not null;
    }

    private DateTimeOffset Earliest() => _timers.Min(timer => timer.Due) ?? DateTimeOffset.MaxValue;

    private bool Set(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        DateTimeOffset? due;
        lock (_gate)
        {
            _timers.Remove(timer);
            due = dueTime == Timeout.InfiniteTimeSpan ? null : _now + dueTime;
            timer.Arm(due, period);
            if (due is not null) _timers.Add(timer);
            if (due < _earliest) _earliest = due.Value;
            due += _ahead;
        }

        if (due is { } moment) TimerSet?.Invoke(timer.State, moment);
        if (dueTime == TimeSpan.Zero && !FiresOnlyWhenMoved) FireOnOtherThread();
        return true;
    }

    private void FireOnOtherThread() => ThreadPool.QueueUserWorkItem(_ => AdvanceToTimer(default)); // as the callback of any timer

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

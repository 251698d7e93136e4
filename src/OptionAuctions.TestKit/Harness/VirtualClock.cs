using OptionAuctions.Wire;

namespace OptionAuctions.TestKit;

/// <summary>
/// A clock that stands still until it is moved, and fires each timer at the very moment it is due. Hand it to whatever of yours takes a
/// <see cref="TimeProvider"/>.
/// </summary>
/// <remarks>
/// A clock of our own rather than a package's: the harness goes from timer to timer and lets the actors handle each before it goes on,
/// and for that it has to know when the next one is due.
/// </remarks>
public sealed class VirtualClock : TimeProvider
{
    private static readonly TimeZoneInfo Kst = TimeZoneInfo.CreateCustomTimeZone("KST", MarketTime.Offset, "KST", "KST");

    private readonly Lock _gate = new();
    private readonly List<VirtualTimer> _timers = [];
    private readonly DateTimeOffset _began;
    private DateTimeOffset _now;

    /// <summary>A clock that stands at <paramref name="startsAt"/>; without it, at <see cref="BeforeTheOpening"/>.</summary>
    public VirtualClock(DateTimeOffset? startsAt = null) => _now = _began = (startsAt ?? BeforeTheOpening).ToUniversalTime();

    /// <summary>Monday 2026-11-23 08:39:55 KST, five seconds before an opening call is published.</summary>
    public static DateTimeOffset BeforeTheOpening { get; } = new(2026, 11, 23, 8, 39, 55, MarketTime.Offset);

    /// <summary>Where it stands, KST.</summary>
    public DateTimeOffset Now => MarketTime.Now(this);

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => Kst;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => (GetUtcNow() - _began).Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on, over each timer that is due meanwhile; their callbacks are over when it returns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Time does not go back.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        AdvanceTo(GetUtcNow() + by);
    }

    /// <summary>As <see cref="Advance"/>, to a moment.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is later than that already.</exception>
    public void AdvanceTo(DateTimeOffset moment)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(moment, GetUtcNow());
        while (AdvanceToTimer(moment))
        {
        }
    }

    /// <summary>Moves on to the next timer and fires it.</summary>
    /// <returns>False when none is due up to <paramref name="until"/>, or now when that is later: then it stands there.</returns>
    internal bool AdvanceToTimer(DateTimeOffset until)
    {
        VirtualTimer? next;
        lock (_gate)
        {
            var limit = until > _now ? until : _now;
            next = _timers.Where(timer => timer.Due <= limit).MinBy(timer => timer.Due); // the first set of those that are due together
            _now = next is null ? limit.ToUniversalTime() : next.Due > _now ? next.Due.Value : _now;
            next?.Rearm();
        }

        next?.Fire();
        return next is not null;
    }

    private bool Set(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            timer.Arm(dueTime == Timeout.InfiniteTimeSpan ? null : _now + dueTime, period);
            if (timer.Due is not null) _timers.Add(timer);
        }

        if (dueTime == TimeSpan.Zero) ThreadPool.QueueUserWorkItem(_ => AdvanceToTimer(default)); // elsewhere, as of any timer
        return true;
    }

    private sealed class VirtualTimer(VirtualClock clock, Action callback) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset? Due { get; private set; }

        public void Arm(DateTimeOffset? due, TimeSpan period) => (Due, _period) = (due, period);

        public void Rearm()
        {
            Due = _period > TimeSpan.Zero ? Due + _period : null;
            if (Due is null) clock._timers.Remove(this);
        }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Set(this, dueTime, period);

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace OptionAuctions.Dispatch;

/// <summary>An Akka scheduler that sets one timer of the platform for each item, and does nothing while none is due.</summary>
/// <remarks>
/// Akka's own scheduler, a hashed wheel, wakes a thread every ten milliseconds whether an item is due or not. Items here run on a thread of the
/// pool, not before they are due: the platform's timer goes by a clock whose ticks are some milliseconds long, and is set again when it is early. What is scheduled when the actor system ends is dropped.
/// </remarks>
internal sealed class QuietScheduler : SchedulerBase, IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49); // of a timer of the platform
    private static readonly long Origin = TimeProvider.System.GetTimestamp();

    private volatile bool _ended;

    /// <summary>Creates the scheduler; called by Akka.</summary>
    public QuietScheduler(Config config, ILoggingAdapter log)
        : base(config, log)
    {
    }

    public override TimeSpan MonotonicClock => TimeProvider.System.GetElapsedTime(Origin);

    public override TimeSpan HighResMonotonicClock => MonotonicClock;

    protected override DateTimeOffset TimeNow => TimeProvider.System.GetUtcNow();

    public void Dispose() => _ended = true;

    protected override void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) =>
        Schedule(delay, Timeout.InfiniteTimeSpan, () => receiver.Tell(message, sender), cancelable);

    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        Schedule(delay, Timeout.InfiniteTimeSpan, action, cancelable);

    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) =>
        Schedule(delay, Timeout.InfiniteTimeSpan, action.Run, cancelable);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, action, cancelable);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, action.Run, cancelable);

    private void Schedule(TimeSpan delay, TimeSpan interval, Action action, ICancelable? cancelable)
    {
        if (_ended || cancelable?.IsCancellationRequested == true) return;
        _ = new Item(this, action, cancelable, delay, interval); // its timer keeps it
    }

    /// <summary>One item: its timer, and what it does.</summary>
    private sealed class Item : IDisposable
    {
        private readonly QuietScheduler _scheduler;
        private readonly Action _action;
        private readonly ICancelable? _cancelable;
        private readonly TimeSpan _interval;
        private readonly Timer _timer;
        private readonly CancellationTokenRegistration _registration;
        private TimeSpan _due; // on the monotonic clock

        public Item(QuietScheduler scheduler, Action action, ICancelable? cancelable, TimeSpan delay, TimeSpan interval)
        {
            (_scheduler, _action, _cancelable, _interval) = (scheduler, action, cancelable, interval);
            _due = scheduler.MonotonicClock + delay;
            _timer = new Timer(static item => ((Item)item!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (cancelable is not null) _registration = cancelable.Token.Register(static timer => ((Timer)timer!).Dispose(), _timer);
            SetTimer(delay); // not before the registration is there to be disposed of
        }

        /// <summary>Sets no timer again. A cancelable of long life keeps nothing of the item.</summary>
        public void Dispose()
        {
            _registration.Dispose();
            _timer.Dispose();
        }

        /// <summary>Sets the timer once, no further ahead than it takes. Rounded up to a millisecond, since it truncates a fraction of one.</summary>
        private void SetTimer(TimeSpan wait) => _timer.Change(
            wait < Longest ? TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(wait.TotalMilliseconds))) : Longest, Timeout.InfiniteTimeSpan);

        private void Fire()
        {
            if (_scheduler._ended || _cancelable?.IsCancellationRequested == true)
            {
                Dispose();
                return;
            }

            var now = _scheduler.MonotonicClock;
            if (_due > now)
            {
                SetTimer(_due - now);
                return;
            }

            if (_interval == Timeout.InfiniteTimeSpan)
            {
                Dispose();
            }
            else
            {
                _due = _due + _interval > now ? _due + _interval : now; // what was missed is not made up for
                SetTimer(_due - now);
            }

            try
            {
                _action();
            }
            catch (Exception cause) // of whoever scheduled it; on a thread of the pool it would end the process
            {
                _scheduler.Log.Error(cause, "a scheduled action failed");
            }
        }
    }
}

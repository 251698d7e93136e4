using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Faults.Tests.Rig;

/// <summary>A clock that stands still until a test moves it, and says which of the actors' timers wait for it.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 8, 39, 55, MarketTime.Offset);

    private readonly FakeTimeProvider _time = new(Morning);
    private readonly Lock _gate = new();
    private readonly List<Armed> _armed = [];
    private readonly List<(Func<Armed, bool> Which, TaskCompletionSource<Armed> Found)> _waiting = [];

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override long GetTimestamp() => _time.GetTimestamp();

    /// <summary>A timer; one of an actor's own is its timer's <c>state</c>, which bears the name of the message that it sends.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _time.CreateTimer(callback, state, dueTime, period);
        return state is ActorTimer ? new WatchedTimer(this, timer, $"{state}") : timer;
    }

    public void Advance(TimeSpan by) => _time.Advance(by);

    /// <summary>Moves on to when a timer is due, which it is then, to the tick.</summary>
    public void Reach(Armed timer)
    {
        if (timer.Due > GetUtcNow()) _time.Advance(timer.Due - GetUtcNow());
    }

    /// <summary>The next timer of that kind that an actor arms, each told once.</summary>
    /// <param name="what">Part of the name of the message that it sends.</param>
    public Task<Armed> NextTimerAsync(params string[] what)
    {
        bool Which(Armed a) => what.Any(w => a.What.Contains(w, StringComparison.Ordinal));
        lock (_gate)
        {
            if (_armed.FirstOrDefault(Which) is { } known)
            {
                _armed.Remove(known);
                return Task.FromResult(known);
            }

            var found = new TaskCompletionSource<Armed>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((Which, found));
            return found.Task.WaitAsync(FeedRig.Patience);
        }
    }

    private void Arm(string what, TimeSpan wait)
    {
        var armed = new Armed(what, wait, GetUtcNow() + wait);
        lock (_gate)
        {
            var asker = _waiting.FindIndex(w => w.Which(armed));
            if (asker >= 0)
            {
                _waiting[asker].Found.TrySetResult(armed);
                _waiting.RemoveAt(asker);
                return;
            }

            _armed.Add(armed);
            if (_armed.Count > 256) _armed.RemoveAt(0);
        }
    }

    /// <summary>A timer that waits.</summary>
    public sealed record Armed(string What, TimeSpan Wait, DateTimeOffset Due);

    /// <summary>A timer that an actor arms: it is told of each time.</summary>
    private sealed class WatchedTimer(VirtualTime time, ITimer timer, string what) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            if (dueTime != Timeout.InfiniteTimeSpan) time.Arm(what, dueTime);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }

    /// <summary>Akka's timers on a <see cref="VirtualTime"/>.</summary>
    internal sealed class Scheduler : SchedulerBase
    {
        private static readonly ConcurrentDictionary<string, VirtualTime> Clocks = new();
        private static int _made;
        private readonly VirtualTime _time;
        private readonly ConcurrentDictionary<object, ITimer> _held = new(); // a timer that nobody holds ends with the next collection

        public Scheduler(Config config, ILoggingAdapter log)
            : base(config, log) => _time = Clocks[config.GetString("akka.scheduler.virtual-time")];

        public override TimeSpan MonotonicClock => _time.GetElapsedTime(0);

        public override TimeSpan HighResMonotonicClock => MonotonicClock;

        protected override DateTimeOffset TimeNow => _time.GetUtcNow();

        /// <summary>The configuration of an actor system that lives on a clock.</summary>
        public static Config On(VirtualTime time)
        {
            var name = $"clock-{Interlocked.Increment(ref _made)}";
            Clocks[name] = time;
            return ConfigurationFactory.ParseString($$"""
                akka.scheduler { implementation = "{{typeof(Scheduler).AssemblyQualifiedName}}", virtual-time = {{name}} }
                """);
        }

        protected override void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
            Schedule($"{message}", delay, Timeout.InfiniteTimeSpan, () => receiver.Tell(message, sender), cancelable);

        protected override void InternalScheduleTellRepeatedly(
            TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
            Schedule($"{message}", initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

        protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable cancelable) =>
            Schedule("action", delay, Timeout.InfiniteTimeSpan, action, cancelable);

        protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable cancelable) =>
            Schedule("action", delay, Timeout.InfiniteTimeSpan, action.Run, cancelable);

        protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable cancelable) =>
            Schedule("action", initialDelay, interval, action, cancelable);

        protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable cancelable) =>
            Schedule("action", initialDelay, interval, action.Run, cancelable);

        private void Schedule(string what, TimeSpan delay, TimeSpan interval, Action act, ICancelable? cancelable)
        {
            var key = new object();
            var timer = _time.CreateTimer(
                _ =>
                {
                    if (interval == Timeout.InfiniteTimeSpan) _held.TryRemove(key, out var _);
                    if (cancelable?.IsCancellationRequested != true) act();
                },
                null, delay, interval);
            _held[key] = timer;
            cancelable?.Token.Register(() =>
            {
                _held.TryRemove(key, out _);
                timer.Dispose();
            });
            _time.Arm(what, delay);
        }
    }
}

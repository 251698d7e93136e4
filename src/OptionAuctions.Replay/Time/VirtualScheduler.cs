using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace OptionAuctions.Replay;

/// <summary>
/// An Akka scheduler on a <see cref="VirtualClock"/>: timers of <see cref="IWithTimers"/>, of <c>Context.System.Scheduler</c> and of Akka itself
/// fire when the owner of the clock moves it, and never by themselves; a delay of zero needs no move. <see cref="Config"/> gives an actor system this
/// scheduler.
/// </summary>
public sealed class VirtualScheduler : SchedulerBase
{
    /// <summary>Creates the scheduler; called by Akka.</summary>
    public VirtualScheduler(Config config, ILoggingAdapter log)
        : base(config, log)
    {
    }

    /// <summary>The settings of an actor system that has this scheduler.</summary>
    public static Config Config { get; } = ConfigurationFactory.ParseString(
        $"akka.scheduler.implementation = \"{typeof(VirtualScheduler).FullName}, {typeof(VirtualScheduler).Assembly.GetName().Name}\"");

    /// <summary>The clock; each actor system has its own.</summary>
    public VirtualClock Clock { get; } = new();

    /// <summary>The run queue of the dispatchers of a replay; unused in other actor systems.</summary>
    internal ActorLoop Loop { get; } = new();

    /// <inheritdoc/>
    public override TimeSpan MonotonicClock => Clock.GetElapsedTime(0);

    /// <inheritdoc/>
    public override TimeSpan HighResMonotonicClock => MonotonicClock;

    /// <inheritdoc/>
    protected override DateTimeOffset TimeNow => Clock.GetUtcNow();

    /// <inheritdoc/>
    protected override void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) =>
        Schedule(message, delay, Timeout.InfiniteTimeSpan, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) =>
        Schedule(message, initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        Schedule(action, delay, Timeout.InfiniteTimeSpan, action, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) =>
        Schedule(action, delay, Timeout.InfiniteTimeSpan, action.Run, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Schedule(action, initialDelay, interval, action, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Schedule(action, initialDelay, interval, action.Run, cancelable);

    private void Schedule(object state, TimeSpan delay, TimeSpan interval, Action callback, ICancelable? cancelable)
    {
        if (cancelable?.IsCancellationRequested == true) return;
        CancellationTokenRegistration registration = default;
        var timer = Clock.CreateTimer(
            _ =>
            {
                if (cancelable?.IsCancellationRequested == true) return;
                if (interval == Timeout.InfiniteTimeSpan) registration.Dispose(); // a cancelable of long life keeps nothing that has fired
                callback();
            },
            state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (cancelable is not null) registration = cancelable.Token.Register(timer.Dispose);
        timer.Change(delay, interval); // not before the registration is there to be disposed
    }
}

using Akka.Actor;

namespace OptionAuctions.Dispatch;

/// <summary>A timer on a <see cref="TimeProvider"/> that sends one message to one actor. Called by that actor alone.</summary>
/// <remarks>
/// The message can be stale: it may have been sent just before the timer was cancelled or set again. So the actor asks <see cref="IsDue"/> when it
/// receives the message. Used instead of <see cref="IWithTimers"/>, which follows the wall clock of Akka's scheduler and not the feed's clock.
/// </remarks>
/// <param name="actor">Receives the message.</param>
/// <param name="message">The message.</param>
/// <param name="time">The clock.</param>
internal sealed class ActorTimer(IActorRef actor, object message, TimeProvider time) : IDisposable
{
    private const long Never = long.MaxValue;

    private ITimer? _timer;
    private TimeSpan _period;
    private long _due = Never; // timestamp of the clock

    /// <summary>Sends the message once, after a time. It replaces an earlier setting.</summary>
    public void Start(TimeSpan wait)
    {
        _period = TimeSpan.Zero;
        Set(time.GetTimestamp() + Ticks(wait), wait);
    }

    /// <summary>Sends the message periodically. It replaces an earlier setting.</summary>
    public void StartPeriodic(TimeSpan period)
    {
        _period = period;
        Set(time.GetTimestamp() + Ticks(period), period);
    }

    /// <summary>Sends the message no later than a time after a moment: a timer that is due earlier stays as it is.</summary>
    /// <remarks>Setting a timer takes as long as a small delivery. This method is called with each delivery, and the timer hardly ever expires.</remarks>
    /// <param name="since">A timestamp of the clock.</param>
    /// <param name="wait">The time.</param>
    public void StartNoLaterThan(long since, TimeSpan wait)
    {
        var due = since + Ticks(wait);
        if (_due <= due) return;
        _period = TimeSpan.Zero;
        Set(due, wait - time.GetElapsedTime(since));
    }

    /// <summary>Cancels the timer. A message that is in flight is no longer due.</summary>
    public void Cancel()
    {
        if (_due == Never) return;
        _due = Never;
        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// By the actor that received the message: decides whether the timer is due. A timer that fired too early is set again, and so is a periodic one.
    /// </summary>
    public bool IsDue()
    {
        if (_due == Never) return false;
        var remaining = time.GetElapsedTime(time.GetTimestamp(), _due);
        if (remaining > TimeSpan.Zero)
        {
            Set(_due, remaining);
            return false;
        }

        if (_period > TimeSpan.Zero) StartPeriodic(_period);
        else _due = Never;
        return true;
    }

    /// <summary>Cancels the timer for good.</summary>
    public void Dispose()
    {
        _due = Never;
        _timer?.Dispose();
    }

    /// <summary>The name of the message's type.</summary>
    public override string ToString() => message.GetType().Name;

    private void Send() => actor.Tell(message);

    private long Ticks(TimeSpan wait) => (long)(wait.TotalSeconds * time.TimestampFrequency);

    /// <summary>Sets the timer. The time is rounded up to a millisecond: timers truncate a fraction of one, and would fire just before they are due.</summary>
    private void Set(long due, TimeSpan wait)
    {
        _due = due;
        _timer ??= time.CreateTimer(static timer => ((ActorTimer)timer!).Send(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(wait.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }
}

using Akka.Actor;

namespace OptionAuctions.Dispatch;

/// <summary>A timer that sends one message to one actor when the wall clock shows a moment. Called by that actor alone.</summary>
/// <remarks>
/// A timer of the platform measures elapsed time: it does not notice that the wall clock was set, nor that the machine slept. So this one also looks at
/// the wall clock every fifteen seconds; the message is no later than that after such a jump. As with an <see cref="ActorTimer"/>, the actor asks
/// <see cref="IsDue"/> when it receives the message; until then no further look sends one.
/// </remarks>
/// <param name="actor">Receives the message.</param>
/// <param name="message">The message.</param>
/// <param name="time">The clock.</param>
internal sealed class WallClockTimer(IActorRef actor, object message, TimeProvider time) : IDisposable
{
    private const long Never = long.MaxValue;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30); // a timer of the platform takes no more than 49 days

    private readonly ActorTimer _elapsed = new(actor, message, time);
    private ITimer? _looks;
    private long _setAt, _moment = Never; // wall clock, UTC ticks
    private int _isTold; // 1 when a look has sent the message, and the actor has not received it yet

    /// <summary>
    /// Sends the message once, when the wall clock shows a moment, or is set back to before the time of this call: then the actor has to compute the
    /// moment anew. It replaces an earlier setting.
    /// </summary>
    public void StartAt(DateTimeOffset moment)
    {
        Volatile.Write(ref _setAt, time.GetUtcNow().UtcTicks);
        Volatile.Write(ref _moment, moment.UtcTicks);
        Volatile.Write(ref _isTold, 0);
        Wait();
        _looks ??= time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _looks.Change(LookEvery, LookEvery);
    }

    /// <summary>Cancels the timer. A message that is in flight is no longer due.</summary>
    public void Cancel()
    {
        Volatile.Write(ref _moment, Never);
        _elapsed.Cancel();
        _looks?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>By the actor that received the message: decides whether the timer is due. One that fired too early is set again.</summary>
    public bool IsDue()
    {
        if (_moment == Never) return false;
        Volatile.Write(ref _isTold, 0);
        if (Remaining() > TimeSpan.Zero)
        {
            Wait();
            return false;
        }

        Cancel();
        return true;
    }

    /// <summary>Cancels the timer for good.</summary>
    public void Dispose()
    {
        _elapsed.Dispose();
        _looks?.Dispose();
        _moment = Never;
    }

    private void Wait() => _elapsed.Start(Remaining() is var remaining && remaining < LongestWait ? remaining : LongestWait);

    /// <summary>By a thread of the clock.</summary>
    private void Look()
    {
        if (Remaining() == TimeSpan.Zero && Interlocked.Exchange(ref _isTold, 1) == 0) actor.Tell(message);
    }

    private TimeSpan Remaining()
    {
        var (now, moment) = (time.GetUtcNow().UtcTicks, Volatile.Read(ref _moment));
        return now < Volatile.Read(ref _setAt) || now >= moment ? TimeSpan.Zero : TimeSpan.FromTicks(moment - now);
    }
}

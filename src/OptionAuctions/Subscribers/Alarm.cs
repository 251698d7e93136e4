using Akka.Actor;

namespace OptionAuctions.Subscribers;

/// <summary>A word to an actor when a time is over, or earlier: whoever hears it looks at the clock, and sets it again where something is left.</summary>
/// <remarks>
/// It is set with each delivery and hardly ever to go off. To set a timer takes as long as a small delivery, so one that goes off before the time asked for is left as it is.
/// </remarks>
/// <param name="actor">Who is told, and who alone calls what is here.</param>
/// <param name="word">What it is told.</param>
/// <param name="time">The clock.</param>
internal sealed class Alarm(IActorRef actor, object word, TimeProvider time) : IDisposable
{
    private const long Never = long.MaxValue;

    private readonly ITimer _timer = time.CreateTimer(_ => actor.Tell(word), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    private long _goesOffAt = Never; // timestamp

    /// <summary>Goes off when so much time has passed since a moment, at the latest.</summary>
    /// <param name="since">A timestamp of the clock.</param>
    /// <param name="wait">The time.</param>
    public void After(long since, TimeSpan wait)
    {
        var at = since + (long)(wait.TotalSeconds * time.TimestampFrequency);
        if (_goesOffAt <= at) return;
        _goesOffAt = at;
        var left = wait - time.GetElapsedTime(since);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(left.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }

    /// <summary>The word has come: it is not set any more.</summary>
    public void WentOff() => _goesOffAt = Never;

    public void Dispose() => _timer.Dispose();
}

using Akka.Actor;

namespace OptionAuctions.Routing;

/// <summary>Which subscriptions want a code that one of them brought; says so when none has for so long.</summary>
/// <remarks>It counts from the beginning on: a code that its subscriber's condition then refuses is wanted by nobody either.</remarks>
internal sealed class Interest : IDisposable
{
    private readonly HashSet<IActorRef> _wanting = [];
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private readonly ITimer _timer;
    private long _idleSince;

    /// <summary>Nobody wants it yet.</summary>
    /// <param name="patience">How long nobody may want it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tired">Called on a thread of the clock's.</param>
    public Interest(TimeSpan patience, TimeProvider time, Action tired)
    {
        (_patience, _time) = (patience, time);
        _timer = time.CreateTimer(_ => tired(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Rest();
    }

    /// <summary>True when nobody has wanted it for as long as that.</summary>
    public bool IsOver => _wanting.Count == 0 && _time.GetElapsedTime(_idleSince) >= _patience;

    public void Add(IActorRef subscription)
    {
        if (_wanting.Add(subscription)) _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Remove(IActorRef subscription)
    {
        if (_wanting.Remove(subscription) && _wanting.Count == 0) Rest();
    }

    public void Dispose() => _timer.Dispose();

    private void Rest()
    {
        _idleSince = _time.GetTimestamp();
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(_patience.TotalMilliseconds)), Timeout.InfiniteTimeSpan); // timers cut a part of one off
    }
}

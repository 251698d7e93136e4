using Akka.Actor;

namespace OptionAuctions.Routing;

/// <summary>Which subscriptions want a code that one of them brought; says so when none has for so long.</summary>
/// <param name="patience">How long nobody may want it.</param>
/// <param name="time">The clock.</param>
/// <param name="tired">Called on a thread of the clock's.</param>
internal sealed class Interest(TimeSpan patience, TimeProvider time, Action tired) : IDisposable
{
    private readonly HashSet<IActorRef> _wanting = [];
    private ITimer? _timer;
    private long _idleSince = time.GetTimestamp();

    /// <summary>True when nobody has wanted it for as long as that.</summary>
    public bool IsOver => _wanting.Count == 0 && time.GetElapsedTime(_idleSince) >= patience;

    public void Add(IActorRef subscription)
    {
        if (_wanting.Add(subscription)) _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Remove(IActorRef subscription)
    {
        if (!_wanting.Remove(subscription) || _wanting.Count > 0) return;
        _idleSince = time.GetTimestamp();
        _timer ??= time.CreateTimer(_ => tired(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(patience.TotalMilliseconds)), Timeout.InfiniteTimeSpan); // timers cut a part of one off
    }

    public void Dispose() => _timer?.Dispose();
}

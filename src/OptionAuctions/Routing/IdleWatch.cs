using Akka.Actor;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Routing;

/// <summary>The idle timeout of a code that a subscription registered: counts its subscriptions, and sends a message when there was none for a time.</summary>
/// <remarks>The time begins with the code: when a subscriber's condition refuses the code, it has no subscription either.</remarks>
internal sealed class IdleWatch : IDisposable
{
    private readonly HashSet<IActorRef> _subscriptions = [];
    private readonly TimeSpan _timeout;
    private readonly ActorTimer _timer;

    /// <summary>Creates a watch over a code that has no subscription yet.</summary>
    /// <param name="timeout">Time without a subscription.</param>
    /// <param name="timer">Sends the message; disposed with the watch.</param>
    public IdleWatch(TimeSpan timeout, ActorTimer timer)
    {
        (_timeout, _timer) = (timeout, timer);
        _timer.Start(timeout);
    }

    /// <summary>By the actor, when it handles the message: whether there has been no subscription for that time. A subscription cancels the timer.</summary>
    public bool IsOver() => _timer.IsDue();

    public void Add(IActorRef subscription)
    {
        if (_subscriptions.Add(subscription)) _timer.Cancel();
    }

    public void Remove(IActorRef subscription)
    {
        if (_subscriptions.Remove(subscription) && _subscriptions.Count == 0) _timer.Start(_timeout);
    }

    public void Dispose() => _timer.Dispose();
}

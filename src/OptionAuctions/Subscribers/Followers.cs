using Akka.Actor;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Subscribers;

/// <summary>The subscriptions that follow one code. Belongs to the code's actor; outlives its restarts.</summary>
internal sealed class Followers(FeedMeter meter)
{
    private readonly List<(IActorRef Subscription, Seat Seat)> _seats = [];

    public int Count => _seats.Count;

    public void Add(Seat seat)
    {
        seat.Begin();
        _seats.Add((seat.Outbox.Subscription, seat));
        Tell(seat.Outbox.Subscription, seat);
    }

    public void Remove(IActorRef subscription)
    {
        foreach (var (_, seat) in _seats.Where(s => s.Subscription.Equals(subscription))) meter.RevisionsSettled(0, seat.Close());
        _seats.RemoveAll(s => s.Subscription.Equals(subscription));
    }

    public void Tell()
    {
        foreach (var (subscription, seat) in _seats) Tell(subscription, seat);
    }

    /// <summary>The code has told its last: each is to collect it and then to leave. Once is enough; twice does no harm.</summary>
    public void Dismiss(IActorRef codeActor)
    {
        foreach (var (subscription, _) in _seats) subscription.Tell(new SubscriptionProtocol.Uncover(codeActor));
    }

    private static void Tell(IActorRef subscription, Seat seat)
    {
        if (seat.Outbox.Mark(seat)) subscription.Tell(SubscriptionProtocol.Ready.Instance);
    }
}

using Akka.Actor;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Subscribers;

/// <summary>The subscriptions that follow one code. Belongs to the code's actor; outlives its restarts.</summary>
internal sealed class Followers(FeedMeter meter)
{
    private const int RoomKept = 8; // seats; a crowd that went leaves no room behind, since there are thousands of codes

    private readonly List<(IActorRef Subscription, Seat Seat)> _seats = [];

    public int Count => _seats.Count;

    /// <summary>True when one of them has to hear of each thing that happens.</summary>
    public bool WantEach { get; private set; }

    public void Add(Seat seat)
    {
        seat.Begin();
        _seats.Add((seat.Outbox.Subscription, seat));
        WantEach |= seat.Outbox.WantsEach;
        seat.Outbox.Happened(seat); // the snapshot
        Tell(seat.Outbox.Subscription, seat);
    }

    public void Remove(IActorRef subscription)
    {
        foreach (var (_, seat) in _seats.Where(s => s.Subscription.Equals(subscription))) meter.RevisionsSettled(0, seat.Close());
        _seats.RemoveAll(s => s.Subscription.Equals(subscription));
        if (_seats.Capacity > RoomKept && _seats.Count < _seats.Capacity / 4) _seats.TrimExcess();
        WantEach = _seats.Exists(s => s.Seat.Outbox.WantsEach);
    }

    /// <summary>One thing happened.</summary>
    public void Happened()
    {
        foreach (var (_, seat) in _seats) seat.Outbox.Happened(seat);
    }

    public void Tell()
    {
        foreach (var (subscription, seat) in _seats) Tell(subscription, seat);
    }

    /// <summary>The code has told its last: each is to collect it and then to leave. Once is enough; twice does no harm.</summary>
    public void Dismiss(IActorRef codeActor)
    {
        foreach (var (subscription, seat) in _seats)
            if (seat.Outbox.Leave(codeActor)) subscription.Tell(SubscriptionProtocol.Ready.Instance);
    }

    private static void Tell(IActorRef subscription, Seat seat)
    {
        if (seat.Outbox.Mark(seat)) subscription.Tell(SubscriptionProtocol.Ready.Instance);
    }
}

using Akka.Actor;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Subscribers;

/// <summary>The subscriptions that follow one code. Belongs to the code's actor; outlives its restarts.</summary>
internal sealed class Followers(FeedMeter meter)
{
    private Seat[] _seats = []; // as many as there are: it changes rarely, there are thousands of these, and each is read with each record

    public int Count => _seats.Length;

    /// <summary>True when one of them has to hear of each thing that happens.</summary>
    public bool WantEach { get; private set; }

    public void Add(Seat seat)
    {
        seat.Begin();
        _seats = [.. _seats, seat];
        WantEach |= seat.Outbox.WantsEach;
        seat.Outbox.Happened(seat); // the snapshot
        Tell(seat);
    }

    public void Remove(IActorRef subscription)
    {
        foreach (var seat in _seats.Where(seat => seat.Outbox.Subscription.Equals(subscription))) meter.RevisionsSettled(0, seat.Close());
        _seats = [.. _seats.Where(seat => !seat.Outbox.Subscription.Equals(subscription))];
        WantEach = _seats.Any(seat => seat.Outbox.WantsEach);
    }

    /// <summary>One thing happened.</summary>
    public void Happened()
    {
        foreach (var seat in _seats) seat.Outbox.Happened(seat);
    }

    public void Tell()
    {
        foreach (var seat in _seats) Tell(seat);
    }

    /// <summary>The code has told its last: each is to collect it and then to leave. Once is enough; twice does no harm.</summary>
    public void Dismiss(IActorRef codeActor)
    {
        foreach (var seat in _seats)
            if (seat.Outbox.Leave(codeActor)) seat.Outbox.Subscription.Tell(SubscriptionProtocol.Ready.Instance);
    }

    private static void Tell(Seat seat)
    {
        if (seat.Outbox.Mark(seat)) seat.Outbox.Subscription.Tell(SubscriptionProtocol.Ready.Instance);
    }
}

using System.Threading.Channels;
using Akka.Actor;
using Akka.TestKit;

namespace OptionAuctions.TestKit;

/// <summary>
/// The deliveries that a probe received. Each is copied on its arrival, since its list is filled again, and acknowledged then or when the test
/// grants it.
/// </summary>
internal sealed class ProbeInbox(bool keepsUp, int capacity = 65_536) : AutoPilot
{
    private readonly Lock _gate = new();
    private readonly Channel<AuctionChanged> _changes = Channel.CreateBounded<AuctionChanged>(capacity);
    private bool _keepsUp = keepsUp, _isFull;
    private (IActorRef Subscription, Ack Ack)? _outstanding;

    /// <summary>The changes that came and that the test did not look at yet.</summary>
    /// <exception cref="InvalidOperationException">There were more of them than the inbox holds, so that some are lost.</exception>
    public ChannelReader<AuctionChanged> Changes
    {
        get
        {
            lock (_gate)
                return !_isFull ? _changes.Reader : throw new InvalidOperationException($"more than {capacity} changes that the test did not look at");
        }
    }

    /// <summary>True while a delivery is not acknowledged.</summary>
    public bool HasOutstandingDelivery
    {
        get
        {
            lock (_gate) return _outstanding is not null;
        }
    }

    public override AutoPilot Run(IActorRef sender, object message)
    {
        if (message is not AuctionChanges changes) return KeepRunning;
        lock (_gate)
        {
            foreach (var change in changes) _isFull |= !_changes.Writer.TryWrite(change);
            _outstanding = (sender, changes.Ack);
            if (_keepsUp) Acknowledge();
        }

        return KeepRunning;
    }

    /// <summary>Acknowledges the outstanding delivery.</summary>
    /// <returns>False when there is none.</returns>
    public bool Grant()
    {
        lock (_gate) return Acknowledge();
    }

    /// <summary>Acknowledges the outstanding delivery and all later ones at once.</summary>
    public void KeepUp()
    {
        lock (_gate)
        {
            _keepsUp = true;
            Acknowledge();
        }
    }

    private bool Acknowledge()
    {
        if (_outstanding is not { } delivery) return false;
        _outstanding = null;
        delivery.Subscription.Tell(delivery.Ack);
        return true;
    }
}

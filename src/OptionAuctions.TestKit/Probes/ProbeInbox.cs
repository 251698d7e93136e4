using System.Threading.Channels;
using Akka.Actor;
using Akka.TestKit;
using OptionAuctions.Subscribers;

namespace OptionAuctions.TestKit;

/// <summary>
/// What a probe was delivered: copied when it comes, since the list is filled again, and acknowledged then or when the test says so.
/// </summary>
internal sealed class ProbeInbox(bool keepsUp) : AutoPilot
{
    private const int Bound = 65_536;

    private readonly Lock _gate = new();
    private readonly Channel<AuctionChanged> _changes = Channel.CreateBounded<AuctionChanged>(Bound);
    private bool _keepsUp = keepsUp;
    private (IActorRef Subscription, Ack Ack)? _underWay;

    /// <summary>What came and the test did not look at yet; more than 65,536 of them are an error.</summary>
    public ChannelReader<AuctionChanged> Changes => _changes.Reader;

    /// <summary>A delivery was not acknowledged yet.</summary>
    public bool IsUnderWay
    {
        get
        {
            lock (_gate) return _underWay is not null;
        }
    }

    public override AutoPilot Run(IActorRef sender, object message)
    {
        if (message is not AuctionChanges changes) return KeepRunning;
        lock (_gate)
        {
            foreach (var change in changes)
                if (!_changes.Writer.TryWrite(change)) _changes.Writer.TryComplete(new InvalidOperationException($"more than {Bound} changes that the test did not look at"));
            _underWay = (sender, changes.Ack);
            if (_keepsUp) Acknowledge();
        }

        return KeepRunning;
    }

    /// <returns>False when no delivery is under way.</returns>
    public bool Grant()
    {
        lock (_gate) return Acknowledge();
    }

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
        if (_underWay is not { } delivery) return false;
        _underWay = null;
        delivery.Subscription.Tell(delivery.Ack);
        return true;
    }
}

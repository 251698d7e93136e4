using Akka.Actor;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Subscribers;

/// <summary>The outbox that keeps every change in the order in which it happened, up to a bound; beyond the bound the subscription ends.</summary>
/// <remarks>The contract <see cref="Delivery.Every"/>. Between codes the order is that in which their actors added to the outbox.</remarks>
internal sealed class EveryOutbox(IActorRef subscription, int bound, FeedMeter meter, TimeProvider time) : Outbox(subscription, meter, time)
{
    private AuctionChanges _filling = new();
    private AuctionChanges _taken = new();
    private AuctionChanges _spare = new();
    private bool _isOverrun, _isAbandoned;

    public override bool WantsEach => true;

    public override bool IsOverrun
    {
        get
        {
            lock (Gate) return _isOverrun;
        }
    }

    public override void AddEvent(SubscriptionCursor cursor)
    {
        bool fits;
        lock (Gate)
        {
            if (_isOverrun || _isAbandoned)
            {
                Meter.RevisionsCounted(0, cursor.Close());
                return;
            }

            cursor.Collect(_filling);
            fits = _filling.Count <= bound;
            _isOverrun = !fits;
        }

        // In addition to the wake of Announce, which may have been sent and handled before the overrun.
        if (!fits) Subscription.Tell(SubscriptionProtocol.Ready.Instance);
    }

    public override bool Mark(SubscriptionCursor cursor)
    {
        lock (Gate) return RequestWake();
    }

    public override void OnSubscriptionEnded()
    {
        lock (Gate)
        {
            _isAbandoned = true;
            var (delivered, conflated) = _filling.Revisions();
            Meter.RevisionsCounted(0, delivered + conflated);
            _filling.Clear();
        }
    }

    protected override AuctionChanges Take()
    {
        lock (Gate)
        {
            AllowWake();
            (_filling, _taken, _spare) = (_spare, _filling, _taken); // a subscriber that acknowledges before it has read can still read
            _filling.Clear();
        }

        var (delivered, conflated) = _taken.Revisions();
        Meter.RevisionsCounted(delivered, conflated);
        return _taken;
    }
}

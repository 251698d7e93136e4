using Akka.Actor;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Subscribers;

/// <summary>Every change in the order in which it happened, up to a bound; beyond it, nothing more and the subscription ends.</summary>
/// <remarks>The contract <see cref="Delivery.Every"/>. Between codes the order is that in which their actors came to it.</remarks>
internal sealed class EveryOutbox(IActorRef subscription, int bound, FeedMeter meter, TimeProvider time) : Outbox(subscription, meter, time)
{
    private AuctionChanges _filling = new();
    private AuctionChanges _taken = new();
    private AuctionChanges _spare = new();
    private bool _overrun, _over;

    public override bool WantsEach => true;

    public override bool IsOverrun
    {
        get
        {
            lock (Gate) return _overrun;
        }
    }

    public override void Happened(Seat seat)
    {
        bool fits;
        lock (Gate)
        {
            if (_overrun || _over)
            {
                Meter.RevisionsSettled(0, seat.Close());
                return;
            }

            seat.Collect(_filling);
            fits = _filling.Count <= bound;
            _overrun = !fits;
        }

        if (!fits) Subscription.Tell(SubscriptionProtocol.Ready.Instance); // it may have been told already that something is here, and not of this
    }

    public override bool Mark(Seat seat)
    {
        lock (Gate) return Announce();
    }

    public override void Abandon()
    {
        lock (Gate)
        {
            _over = true;
            var (delivered, conflated) = _filling.Revisions();
            Meter.RevisionsSettled(0, delivered + conflated);
            _filling.Clear();
        }
    }

    protected override AuctionChanges Take()
    {
        lock (Gate)
        {
            Listen();
            (_filling, _taken, _spare) = (_spare, _filling, _taken); // whoever acks before it has read reads on undisturbed
            _filling.Clear();
        }

        var (delivered, conflated) = _taken.Revisions();
        Meter.RevisionsSettled(delivered, conflated);
        return _taken;
    }
}

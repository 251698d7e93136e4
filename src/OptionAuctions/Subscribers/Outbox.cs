using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Subscribers;

/// <summary>What a subscriber has still to be told. Codes' actors fill it, the subscription's actor empties it.</summary>
internal abstract class Outbox(IActorRef subscription, FeedMeter meter, TimeProvider time)
{
    private List<IActorRef> _leaving = [];
    private List<IActorRef> _left = [];
    private bool _announced;

    /// <summary>The actor that empties it.</summary>
    public IActorRef Subscription => subscription;

    /// <summary>True when it has to hear of each thing that happens, and not only that something did.</summary>
    public virtual bool WantsEach => false;

    /// <summary>True when more waits than was promised; the subscription has to end.</summary>
    public virtual bool IsOverrun => false;

    /// <summary>Codes' actors that had told their last by the latest <see cref="Collect"/>, which has all of it; for the subscription's actor alone.</summary>
    public IReadOnlyList<IActorRef> Left => _left;

    protected Lock Gate { get; } = new();

    protected FeedMeter Meter => meter;

    /// <summary>One thing happened to a code, for an outbox that wants each.</summary>
    public virtual void Happened(Seat seat)
    {
    }

    /// <summary>Something happened to a code.</summary>
    /// <returns>True when the subscription has to be woken: it may not know yet that something is here.</returns>
    public abstract bool Mark(Seat seat);

    /// <summary>A code has told its last: leave it once that is collected. An entry here and no message, since codes may be let go by the hundred.</summary>
    /// <returns>True when the subscription has to be woken.</returns>
    public bool Leave(IActorRef codeActor)
    {
        lock (Gate)
        {
            _leaving.Add(codeActor);
            return Announce();
        }
    }

    /// <summary>All that is to be told now, stamped with its lag. The result is filled anew by the next call but one.</summary>
    public AuctionChanges Collect()
    {
        var changes = Take();
        changes.Stamp(AuctionPath.Ticks(time.GetUtcNow()));
        return changes;
    }

    /// <summary>The subscription is over: what it was not told was replaced by silence.</summary>
    public virtual void Abandon()
    {
    }

    /// <summary>Empties it, and lets the next mark wake the subscription.</summary>
    protected abstract AuctionChanges Take();

    /// <summary>Under the gate: what comes from here on is news.</summary>
    protected void Listen()
    {
        (_announced, _left, _leaving) = (false, _leaving, _left);
        _leaving.Clear();
    }

    /// <summary>Under the gate.</summary>
    /// <returns>True for the first thing since the subscription listened.</returns>
    protected bool Announce()
    {
        var wake = !_announced;
        _announced = true;
        return wake;
    }
}

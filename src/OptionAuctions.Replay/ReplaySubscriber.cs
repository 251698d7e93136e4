using Akka.Actor;

namespace OptionAuctions.Replay;

/// <summary>The subscriber whose changes a replay is judged by: it receives every change of every code.</summary>
internal sealed class ReplaySubscriber : SubscriberActor
{
    private const int Bound = 1_000_000; // never reached: everything is delivered before the next batch

    private readonly ReplayDigest? _digest;
    private readonly ReplayChangeHandler? _onChange;

    public ReplaySubscriber(IActorRef auctions, ReplayDigest? digest, ReplayChangeHandler? onChange)
        : base(auctions, delivery: Delivery.Every(Bound)) => (_digest, _onChange) = (digest, onChange);

    public static Props Props(IActorRef auctions, ReplayDigest? digest, ReplayChangeHandler? onChange) =>
        Akka.Actor.Props.Create(() => new ReplaySubscriber(auctions, digest, onChange)).WithDeploy(Deploy.Local);

    protected override void OnChange(in AuctionChanged change)
    {
        _digest?.Add(change);
        _onChange?.Invoke(change);
    }
}

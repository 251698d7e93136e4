using Akka.Actor;

namespace OptionAuctions.Replay;

/// <summary>The subscriber whose changes a replay is judged by: it receives every change of every code.</summary>
internal sealed class ReplaySubscriber : SubscriberActor
{
    private const int Bound = 1_000_000; // never reached: everything is delivered before the next batch

    private readonly ReplayDigest? _digest;
    private readonly ReplayChangeHandler? _onChange;
    private readonly Action<Exception>? _failed;

    public ReplaySubscriber(IActorRef auctions, ReplayDigest? digest, ReplayChangeHandler? onChange, Action<Exception>? failed)
        : base(auctions, delivery: Delivery.Every(Bound)) => (_digest, _onChange, _failed) = (digest, onChange, failed);

    /// <summary>Returns the Props of the actor.</summary>
    /// <param name="auctions">The router.</param>
    /// <param name="digest">Receives each change.</param>
    /// <param name="onChange">Receives each change.</param>
    /// <param name="failed">Told what <paramref name="onChange"/> has thrown.</param>
    public static Props Props(IActorRef auctions, ReplayDigest? digest, ReplayChangeHandler? onChange, Action<Exception>? failed = null) =>
        Akka.Actor.Props.Create(() => new ReplaySubscriber(auctions, digest, onChange, failed)).WithDeploy(Deploy.Local);

    protected override void OnChange(in AuctionChanged change)
    {
        _digest?.Add(change);
        try
        {
            _onChange?.Invoke(change);
        }
        catch (Exception cause) when (_failed is not null) // a supervisor would start this actor again, and nobody would hear of it
        {
            _failed(cause);
        }
    }
}

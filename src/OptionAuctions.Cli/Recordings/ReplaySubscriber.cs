using Akka.Actor;
using OptionAuctions.Cli.Reports;
using OptionAuctions.Replay;

namespace OptionAuctions.Cli.Recordings;

/// <summary>A subscriber to each change of a replay: adds it to the digest, and reports it.</summary>
/// <param name="router">The router.</param>
/// <param name="digest">Receives each change.</param>
/// <param name="report">Reports each change; <see langword="null"/> when only the digest is wanted.</param>
internal sealed class ReplaySubscriber(IActorRef router, ChangeDigest digest, IReport? report)
    : SubscriberActor(router, delivery: Delivery.Every(MostWaiting))
{
    private const int MostWaiting = 1_000_000; // a replay lets subscribers catch up long before

    public static Props Props(IActorRef router, ChangeDigest digest, IReport? report) =>
        Akka.Actor.Props.Create(() => new ReplaySubscriber(router, digest, report)).WithDeploy(Deploy.Local);

    protected override void OnChange(in AuctionChanged change)
    {
        digest.Add(change);
        report?.OnChange(change);
    }

    protected override void OnDelivered() => report?.Flush();
}

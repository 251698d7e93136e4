using Akka.Actor;

namespace OptionAuctions.Replay.Strategies;

/// <summary>The same strategy with another threshold.</summary>
public sealed class CautiousRises : IReplayedActors
{
    public Props? Create(Instrument code, ListedSeries? series, IActorRef decisions) => Props.Create(() => new RiseBuyer(decisions, 0.6, TimeSpan.Zero));
}

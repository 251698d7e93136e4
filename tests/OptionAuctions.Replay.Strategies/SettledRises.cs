using Akka.Actor;

namespace OptionAuctions.Replay.Strategies;

/// <summary>A strategy: it buys an option whose indication has risen and is more than half settled, and sells when it falls.</summary>
public sealed class SettledRises : IReplayedActors
{
    public Props? Create(Instrument code, ListedSeries? series, IActorRef decisions) => Props.Create(() => new RiseBuyer(decisions, 0.5, TimeSpan.Zero));
}

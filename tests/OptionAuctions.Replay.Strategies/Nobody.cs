using Akka.Actor;

namespace OptionAuctions.Replay.Strategies;

/// <summary>A strategy that has an actor for no code.</summary>
public sealed class Nobody : IReplayedActors
{
    public Props? Create(Instrument code, ListedSeries? series, IActorRef decisions) => null;
}

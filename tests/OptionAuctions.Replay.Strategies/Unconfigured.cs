using Akka.Actor;

namespace OptionAuctions.Replay.Strategies;

/// <summary>A strategy that cannot be made: its constructor throws.</summary>
public sealed class Unconfigured : IReplayedActors
{
    public Unconfigured() => throw new InvalidOperationException("the limit is missing");

    public Props? Create(Instrument code, ListedSeries? series, IActorRef decisions) => null;
}

using Akka.Actor;

namespace OptionAuctions.Replay.Strategies;

/// <summary>A strategy that the command line cannot make: its constructor has a parameter.</summary>
public sealed class WithThreshold(double settled) : IReplayedActors
{
    public Props? Create(Instrument code, ListedSeries? series, IActorRef decisions) => Props.Create(() => new RiseBuyer(decisions, settled, TimeSpan.Zero));
}

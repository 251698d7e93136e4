using Akka.Actor;

namespace OptionAuctions.Replay.Strategies;

/// <summary>The same strategy with another threshold and with patience: it decides once a second has passed.</summary>
public sealed class PatientRises : IReplayedActors
{
    public Props? Create(Instrument code, ListedSeries? series, IActorRef decisions) =>
        Props.Create(() => new RiseBuyer(decisions, 0.6, TimeSpan.FromSeconds(1)));
}

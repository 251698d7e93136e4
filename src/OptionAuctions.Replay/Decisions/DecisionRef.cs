using Akka.Actor;

namespace OptionAuctions.Replay;

/// <summary>The address that the actor of one code sends its decisions to. Each is noted before <c>Tell</c> returns.</summary>
internal sealed class DecisionRef(ActorSystem system, Instrument code, VirtualClock clock, DecisionLog log) : MinimalActorRef
{
    public override ActorPath Path { get; } = new RootActorPath(system is ExtendedActorSystem { Provider: var of } ? of.DefaultAddress : Address.AllSystems)
        / "decisions" / $"{code}";

    public override IActorRefProvider Provider => ((ExtendedActorSystem)system).Provider;

    protected override void TellInternal(object message, IActorRef sender) => log.Add(code, clock.Now, message);
}

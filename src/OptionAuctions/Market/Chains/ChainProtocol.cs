using Akka.Actor;

namespace OptionAuctions.Market.Chains;

/// <summary>What a chain's actor and whoever looks at the chain say to each other.</summary>
public static class ChainProtocol
{
    /// <summary>Answered with the <see cref="ChainView"/> of this moment.</summary>
    public sealed record GetChain;

    /// <summary>
    /// From now on <paramref name="Watcher"/> is told: at once a <see cref="ChainView"/> as it is, then a <see cref="ChainChanged"/> after
    /// each delivery that changed a price or made one stale, and after a refusal. Again: a view again, and no second telling.
    /// </summary>
    /// <param name="Watcher">
    /// Who is told. It is watched; its end ends the telling. Nothing waits for it: one that is slow had better ask.
    /// </param>
    public sealed record WatchChain(IActorRef Watcher);

    /// <summary>Ends the telling.</summary>
    public sealed record UnwatchChain(IActorRef Watcher);

    /// <summary>A price of the chain changed, is no longer current, or will never come. That time passes is not told.</summary>
    public sealed record ChainChanged(ChainView View) : INoSerializationVerificationNeeded;
}

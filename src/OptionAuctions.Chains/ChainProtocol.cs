using Akka.Actor;

namespace OptionAuctions.Chains;

/// <summary>The messages between the actor of a chain and those who read the chain.</summary>
public static class ChainProtocol
{
    /// <summary>Asks for the chain; answered with the <see cref="ChainView"/> of this moment.</summary>
    public sealed record GetChain : INoSerializationVerificationNeeded;

    /// <summary>
    /// Adds a watcher of the chain. It receives a <see cref="ChainView"/> at once, then a <see cref="ChainChanged"/> after each delivery that changed a
    /// price or made one stale, after a refusal, and after a change of the share's or the future's price. A watcher that is added again receives another view, and each change still once.
    /// </summary>
    /// <param name="Watcher">
    /// Receives the messages. The chain's actor watches it, and removes it when it stops. There is no backpressure: a slow watcher should use
    /// <see cref="GetChain"/> instead.
    /// </param>
    public sealed record WatchChain(IActorRef Watcher) : INoSerializationVerificationNeeded;

    /// <summary>
    /// Gives the chain the price of its share. It is kept over a restart of the chain's actor. Nothing answers; watchers are notified when more than its
    /// moment changes.
    /// </summary>
    /// <param name="Spot">The price. The last one that is given counts, so that one source should give it.</param>
    public sealed record UpdateSpot(PriceInput Spot) : INoSerializationVerificationNeeded;

    /// <summary>Gives the chain the price of the future that expires with its options; otherwise as <see cref="UpdateSpot"/>.</summary>
    /// <param name="Future">The price. The last one that is given counts, so that one source should give it.</param>
    public sealed record UpdateFuture(PriceInput Future) : INoSerializationVerificationNeeded;

    /// <summary>Removes a watcher.</summary>
    public sealed record UnwatchChain(IActorRef Watcher) : INoSerializationVerificationNeeded;

    /// <summary>To a watcher: a price of the chain changed, is no longer current, or will never come. The passing of time alone sends none.</summary>
    public sealed record ChainChanged(ChainView View) : INoSerializationVerificationNeeded;
}

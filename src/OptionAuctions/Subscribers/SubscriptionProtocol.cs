using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Wire;

namespace OptionAuctions.Subscribers;

/// <summary>What subscribers and the router say to each other.</summary>
public static class SubscriptionProtocol
{
    /// <summary>
    /// Begins a subscription, or replaces the one that this subscriber has: first a snapshot of each code, then its changes, in
    /// deliveries of <see cref="AuctionChanges"/> that are each answered with its <see cref="Ack"/>.
    /// </summary>
    /// <param name="Subscriber">Who is told. It is watched; its end ends the subscription.</param>
    /// <param name="Codes">The codes; those not followed yet are registered. <see langword="null"/>: all that are followed, and those to come.</param>
    public sealed record Subscribe(IActorRef Subscriber, IReadOnlyCollection<OptionCode>? Codes = null);

    /// <summary>Ends a subscription. The codes stay registered.</summary>
    public sealed record Unsubscribe(IActorRef Subscriber);

    /// <summary>A code is not followed, because as many are as the options allow.</summary>
    public sealed record SubscriptionRefused(OptionCode Code, int CodesFollowed);

    /// <summary>To a subscription: it now covers a code.</summary>
    internal sealed record Cover(AuctionCell Cell, IActorRef CodeActor) : INoSerializationVerificationNeeded;

    /// <summary>To a subscription: a code has told its last; leave it once that is collected.</summary>
    internal sealed record Uncover(IActorRef CodeActor) : INoSerializationVerificationNeeded;

    /// <summary>To a subscription: something is in your outbox. One is on its way at a time.</summary>
    internal sealed class Ready : INoSerializationVerificationNeeded
    {
        private Ready()
        {
        }

        public static Ready Instance { get; } = new();
    }
}

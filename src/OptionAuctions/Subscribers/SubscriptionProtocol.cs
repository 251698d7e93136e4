using Akka.Actor;
using OptionAuctions.Codes;

namespace OptionAuctions.Subscribers;

/// <summary>The messages from the router and the codes' actors to the actor of a subscription, and about its end.</summary>
internal static class SubscriptionProtocol
{
    /// <summary>The subscription follows these codes from now on. One message for all codes that are added at the same time.</summary>
    public sealed record AddCodes(IReadOnlyList<AddedCode> Codes) : INoSerializationVerificationNeeded;

    /// <summary>The subscription follows these codes from now on, and no others.</summary>
    public sealed record ReplaceCodes(IReadOnlyList<AddedCode> Codes) : INoSerializationVerificationNeeded;

    /// <summary>A code that a subscription follows.</summary>
    public readonly record struct AddedCode(AuctionInbox Inbox, IActorRef Actor);

    /// <summary>Something is in the outbox. At most one of these messages is on its way.</summary>
    public sealed class Ready : INoSerializationVerificationNeeded
    {
        private Ready()
        {
        }

        public static Ready Instance { get; } = new();
    }

    /// <summary>To a subscriber that derives from <see cref="SubscriberActor"/>, in place of Akka's Terminated: the actor of its subscription has stopped.</summary>
    /// <param name="Token">The token of the subscription.</param>
    public sealed record SubscriptionStopped(object Token) : INoSerializationVerificationNeeded;
}

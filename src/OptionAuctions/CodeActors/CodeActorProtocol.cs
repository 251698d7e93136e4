using Akka.Actor;
using OptionAuctions.Codes;

namespace OptionAuctions.CodeActors;

/// <summary>The messages from the supervisor of a host's own actor to the router.</summary>
internal static class CodeActorProtocol
{
    /// <summary>
    /// Subscribes the sender to a code for a host's own actor. When this inbox is not the one of the auction that is followed now, the sender's
    /// subscription ends instead.
    /// </summary>
    public sealed record AttachHostActor(AuctionInbox Inbox) : INoSerializationVerificationNeeded;
}

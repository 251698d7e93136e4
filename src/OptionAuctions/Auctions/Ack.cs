using Akka.Actor;

namespace OptionAuctions;

/// <summary>The acknowledgement of one <see cref="AuctionChanges"/>. A type of its own, since Akka.Streams matches acknowledgements by type.</summary>
public sealed class Ack : INoSerializationVerificationNeeded
{
    internal Ack()
    {
    }
}

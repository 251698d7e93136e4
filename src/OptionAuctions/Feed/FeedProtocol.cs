using Akka.Actor;

namespace OptionAuctions.Feed;

/// <summary>The commands of the host that runs a feed. The messages of a feed's users are in <see cref="AuctionProtocol"/>.</summary>
internal static class FeedProtocol
{
    /// <summary>
    /// Closes the connections cleanly, lets everything received reach its subscribers, and ends the stream. Answered with <see cref="Drained"/>.
    /// </summary>
    public sealed record Drain : INoSerializationVerificationNeeded
    {
        private Drain()
        {
        }

        public static Drain Instance { get; } = new();
    }

    /// <summary>The answer to <see cref="Drain"/>: the sockets are closed, and nothing is in flight any more.</summary>
    public sealed record Drained : INoSerializationVerificationNeeded
    {
        private Drained()
        {
        }

        public static Drained Instance { get; } = new();
    }
}

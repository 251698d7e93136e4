using Akka.Actor;

namespace OptionAuctions.Feed;

/// <summary>The messages to a supervisor that are not of a feed's users; those are in <see cref="AuctionProtocol"/>.</summary>
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

    /// <summary>From the watch of refusals: too large a share of what the venue sends is refused, or no longer.</summary>
    /// <param name="Sentence">Why; <see langword="null"/> when it has ended.</param>
    public sealed record RefusalAlarm(string? Sentence) : INoSerializationVerificationNeeded;

    /// <summary>The answer to <see cref="Drain"/>: the sockets are closed, and nothing is in flight any more.</summary>
    public sealed record Drained : INoSerializationVerificationNeeded
    {
        private Drained()
        {
        }

        public static Drained Instance { get; } = new();
    }
}

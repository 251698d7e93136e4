using Akka.Actor;
using OptionAuctions.Wire;

namespace OptionAuctions.Routing;

/// <summary>What the stream, the feed and the router say to each other.</summary>
internal static class RoutingProtocol
{
    /// <summary>From the stream: records will come.</summary>
    public sealed class StreamOpened
    {
        public static StreamOpened Instance { get; } = new();
    }

    /// <summary>To the stream: all but a few of the codes have taken their records of the batch; send another.</summary>
    public sealed class BatchRouted : INoSerializationVerificationNeeded
    {
        public static BatchRouted Instance { get; } = new();
    }

    /// <summary>From the stream: no more records.</summary>
    public sealed class StreamCompleted
    {
        public static StreamCompleted Instance { get; } = new();
    }

    /// <summary>From the stream: it failed.</summary>
    public sealed record StreamFailed(Exception Cause);

    /// <summary>To the router: this feed registers codes.</summary>
    public sealed record FeedAttached(IActorRef Feed);

    /// <summary>To the router: no word of the expected executions of these codes since then, each named once.</summary>
    public sealed record FeedInterrupted(DateTimeOffset At, IReadOnlyCollection<OptionCode> Codes);

    /// <summary>To the router: it is so late now, KST; sessions may have changed.</summary>
    public sealed record TimePassed(DateTimeOffset At);

    /// <summary>To the feed: after the end of the stream, everything received was delivered.</summary>
    public sealed class Settled
    {
        public static Settled Instance { get; } = new();
    }
}

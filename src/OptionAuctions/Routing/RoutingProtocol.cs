using Akka.Actor;

namespace OptionAuctions.Routing;

/// <summary>The messages between the stream, the feed and the router.</summary>
internal static class RoutingProtocol
{
    /// <summary>From the stream: it is open, and batches follow.</summary>
    /// <param name="Acknowledge">
    /// Acknowledges this message with the first call, and one batch with each later call: all but a few of the codes have taken their records, and the
    /// stream may send another batch. May be called from any thread. A call and no message, since there may be hundreds of thousands a second.
    /// </param>
    public sealed record StreamOpened(Action Acknowledge) : INoSerializationVerificationNeeded;

    /// <summary>From the stream: no more records come.</summary>
    public sealed class StreamCompleted : INoSerializationVerificationNeeded
    {
        public static StreamCompleted Instance { get; } = new();
    }

    /// <summary>From the stream: it failed.</summary>
    public sealed record StreamFailed(Exception Cause) : INoSerializationVerificationNeeded;

    /// <summary>To the router: this feed registers the codes.</summary>
    public sealed record FeedAttached(IActorRef Feed) : INoSerializationVerificationNeeded;

    /// <summary>To the router: the connection over which these codes were registered was lost at that moment. Each code is named once.</summary>
    public sealed record FeedInterrupted(DateTimeOffset At, IReadOnlyCollection<Instrument> Codes) : INoSerializationVerificationNeeded;

    /// <summary>To the router: the session clock reached a boundary, KST; phases may have changed.</summary>
    public sealed record ClockTick(DateTimeOffset At) : INoSerializationVerificationNeeded;

    /// <summary>To the feed: register topics, each in a slot of its own; the higher priority gets one first, then the earlier.</summary>
    /// <param name="Topics">The topics; a code alone means its expected executions.</param>
    /// <param name="Priority">Any number; the codes of the options have 0.</param>
    public sealed record Register(IReadOnlyCollection<Topic> Topics, int Priority = 0) : INoSerializationVerificationNeeded;

    /// <summary>To the feed: release topics.</summary>
    /// <param name="Topics">The topics; the other kind of the same code stays registered.</param>
    public sealed record Release(IReadOnlyCollection<Topic> Topics) : INoSerializationVerificationNeeded;

    /// <summary>The new status of one registration.</summary>
    public readonly record struct Registration(Topic Topic, RegistrationStatus Status, DateTimeOffset At, string Reason);

    /// <summary>To the router: registrations changed their status, in this order. One message for all changes that are known at the same time.</summary>
    public sealed record Registrations(IReadOnlyList<Registration> All) : INoSerializationVerificationNeeded;

    /// <summary>To the feed: after the end of the stream, everything received was folded and delivered.</summary>
    public sealed class Settled : INoSerializationVerificationNeeded
    {
        public static Settled Instance { get; } = new();
    }
}

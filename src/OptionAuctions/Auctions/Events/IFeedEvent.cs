using Akka.Actor;

namespace OptionAuctions;

/// <summary>An event of a feed. Published on the actor system's event stream.</summary>
public interface IFeedEvent : INoSerializationVerificationNeeded
{
    /// <summary>When, by the host's clock, KST.</summary>
    DateTimeOffset At { get; }
}

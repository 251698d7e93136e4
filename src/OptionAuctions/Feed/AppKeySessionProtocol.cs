using Akka.Actor;
using OptionAuctions.Feed.Registrations;

namespace OptionAuctions.Feed;

/// <summary>The messages between the supervisor of a feed and the session of one of its app keys.</summary>
internal static class AppKeySessionProtocol
{
    /// <summary>To the session: register a topic; the higher priority is requested first, then the earlier.</summary>
    public sealed record Register(Topic Topic, int Priority) : INoSerializationVerificationNeeded;

    /// <summary>To the session: release a topic.</summary>
    public sealed record Release(Topic Topic) : INoSerializationVerificationNeeded;

    /// <summary>From the session: a connection opened; it takes this many topics.</summary>
    public sealed record SessionOpened(int AppKey, int Capacity) : INoSerializationVerificationNeeded;

    /// <summary>From the session: it is blocked for longer than a back-off, and releases its topics.</summary>
    public sealed record SessionBlocked(int AppKey, string Reason) : INoSerializationVerificationNeeded;

    /// <summary>From the session: the venue accepts fewer topics than the options say.</summary>
    public sealed record CapacityLearned(int AppKey, int Capacity) : INoSerializationVerificationNeeded;

    /// <summary>From the session: its connection ended, so that no expected executions of these codes are received; each code is named once.</summary>
    public sealed record SessionInterrupted(DateTimeOffset At, IReadOnlyCollection<Instrument> Codes) : INoSerializationVerificationNeeded;

    /// <summary>From the session: registrations changed their status.</summary>
    public sealed record RegistrationsChanged(int AppKey, IReadOnlyList<RegistrationChange> Changes) : INoSerializationVerificationNeeded;

    /// <summary>From the session: its socket is closed and none will be opened.</summary>
    public sealed record SessionClosed(int AppKey) : INoSerializationVerificationNeeded;
}

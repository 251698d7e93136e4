using Akka.Actor;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.Feed.Registrations;
using OptionAuctions.Wire;

namespace OptionAuctions.Feed;

/// <summary>The messages between the session of an app key and the actor of its connection.</summary>
internal static class ConnectionProtocol
{
    /// <summary>To the connection: send a request to the venue.</summary>
    public sealed record SendRequest(RegistrationRequest Request) : INoSerializationVerificationNeeded;

    /// <summary>To the connection: end, so that another connection is dialed.</summary>
    public sealed record Reconnect(string Reason) : INoSerializationVerificationNeeded;

    /// <summary>To the connection: close cleanly and stay closed. Answered with <see cref="ConnectionEnded"/> or <see cref="Closed"/>.</summary>
    /// <param name="Registered">What is registered, and released before the close as far as there is time.</param>
    public sealed record Close(IReadOnlyList<Topic> Registered) : INoSerializationVerificationNeeded
    {
        public static Close Instance { get; } = new([]);
    }

    /// <summary>From the connection: no socket is open and none will be opened.</summary>
    public sealed record Closed : INoSerializationVerificationNeeded
    {
        public static Closed Instance { get; } = new();
    }

    /// <summary>From the connection, at its start and before anything is dialed.</summary>
    public sealed record Started(IActorRef Connection) : INoSerializationVerificationNeeded;

    /// <summary>From the connection: the socket is open.</summary>
    public sealed record ConnectionOpened(int Epoch, IActorRef Connection) : INoSerializationVerificationNeeded;

    /// <summary>From the connection: the venue answered.</summary>
    public sealed record Answered(int Epoch, ControlMessage Message, Verdict Verdict) : INoSerializationVerificationNeeded;

    /// <summary>From the connection: the socket is closed, lost, or could not be opened.</summary>
    public sealed record ConnectionEnded(int Epoch, string Reason) : INoSerializationVerificationNeeded;

    /// <summary>From the connection: its state changed.</summary>
    /// <param name="State">The state.</param>
    /// <param name="Reason">Why the session is not open; empty where the state says it.</param>
    /// <param name="Until">When it ends by itself, if that is known.</param>
    public sealed record StateChanged(AppKeySessionState State, string Reason = "", DateTimeOffset? Until = null) : INoSerializationVerificationNeeded;

    /// <summary>
    /// From the connection: it does not dial for longer than a back-off, as <see cref="AppKeySessionState.SlotHeld"/> or
    /// <see cref="AppKeySessionState.Parked"/>.
    /// </summary>
    public sealed record Blocked(AppKeySessionState State, string Reason, DateTimeOffset? Until) : INoSerializationVerificationNeeded;
}

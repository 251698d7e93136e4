using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Wire;

namespace OptionAuctions.Connection;

/// <summary>What the supervisor of a feed and the actor of its connection say to each other.</summary>
internal static class ConnectionProtocol
{
    /// <summary>To the connection: ask the venue.</summary>
    public sealed record Ask(BookRequest Request);

    /// <summary>To the connection: close cleanly and stay closed. Answered with <see cref="LifeEnded"/> or <see cref="Closed"/>.</summary>
    public sealed record Close
    {
        public static Close Instance { get; } = new();
    }

    /// <summary>From the connection: no socket is open and none will be.</summary>
    public sealed record Closed
    {
        public static Closed Instance { get; } = new();
    }

    /// <summary>From the connection, at its start and before anything is dialed.</summary>
    public sealed record Began(IActorRef Connection);

    /// <summary>From the connection: the socket is open.</summary>
    public sealed record LifeBegan(int Epoch, IActorRef Connection);

    /// <summary>From the connection: the venue answered.</summary>
    public sealed record Answered(int Epoch, ControlMessage Message, Reaction Reaction);

    /// <summary>From the connection: the socket is gone.</summary>
    public sealed record LifeEnded(int Epoch, string Reason);

    /// <summary>From the connection: it waits longer than a back-off.</summary>
    public sealed record Blocked(string Reason, DateTimeOffset? Until);
}

/// <summary>What is asked of a feed.</summary>
public static class FeedProtocol
{
    /// <summary>Closes the connection cleanly, lets everything received reach its subscribers, and stops the stream. Answered with <see cref="Drained"/>.</summary>
    public sealed record Drain
    {
        private Drain()
        {
        }

        /// <summary>The command.</summary>
        public static Drain Instance { get; } = new();
    }

    /// <summary>The socket is closed and nothing is under way any more.</summary>
    public sealed record Drained
    {
        private Drained()
        {
        }

        /// <summary>The event.</summary>
        public static Drained Instance { get; } = new();
    }

    /// <summary>Asks how the feed stands; answered with <see cref="FeedStatus"/>.</summary>
    public sealed record GetStatus
    {
        private GetStatus()
        {
        }

        /// <summary>The question.</summary>
        public static GetStatus Instance { get; } = new();
    }

    /// <summary>How a feed stands.</summary>
    /// <param name="Epoch">Life of the connection, counted from 1; 0 before the first.</param>
    /// <param name="IsOpen">True while a socket is open.</param>
    /// <param name="Capacity">Registrations that the session is thought to take.</param>
    /// <param name="Active">Codes registered.</param>
    /// <param name="Deferred">Codes without a slot.</param>
    /// <param name="Refused">Codes that the venue refused.</param>
    public sealed record FeedStatus(int Epoch, bool IsOpen, int Capacity, int Active, int Deferred, int Refused);

    /// <summary>The router wants codes registered.</summary>
    internal sealed record Want(IReadOnlyCollection<OptionCode> Codes);

    /// <summary>A code's registration stands elsewhere; for the router.</summary>
    internal sealed record Registration(OptionCode Code, RegistrationStatus Status, DateTimeOffset At, string Reason);
}

using Akka.Actor;
using OptionAuctions.Wire;

namespace OptionAuctions.Connection;

/// <summary>What the supervisor of a feed and the actor of its connection say to each other.</summary>
internal static class ConnectionProtocol
{
    /// <summary>To the connection: ask the venue.</summary>
    public sealed record Ask(BookRequest Request);

    /// <summary>To the connection: end this life, so that another begins.</summary>
    public sealed record Recycle(string Reason);

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
    public sealed record Answered(int Epoch, ControlMessage Message, Verdict Verdict);

    /// <summary>From the connection: the socket is gone.</summary>
    public sealed record LifeEnded(int Epoch, string Reason);

    /// <summary>From the connection: it has come so far.</summary>
    public sealed record Stands(LineState State);

    /// <summary>From the connection: it waits longer than a back-off, as <see cref="LineState.SlotHeld"/> or <see cref="LineState.Parked"/>.</summary>
    public sealed record Blocked(LineState State, string Reason, DateTimeOffset? Until);
}

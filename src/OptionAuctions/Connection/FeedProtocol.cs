using OptionAuctions.Codes;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Connection;

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
    /// <param name="Lines">One an app key.</param>
    /// <param name="Waiting">Registrations that found no slot on any line.</param>
    /// <param name="LastDataAt">When a message that held records last came, over any line, KST; <see langword="null"/> before the first.</param>
    public sealed record FeedStatus(IReadOnlyList<LineStatus> Lines, int Waiting, DateTimeOffset? LastDataAt);

    /// <summary>How the line of one app key stands.</summary>
    /// <param name="Line">Place of the app key in the options, from 0.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="Reason">Why it is not open, without secrets; empty when it is.</param>
    /// <param name="Until">When it tries again, KST; <see langword="null"/> when it does by itself, or when a person has to act.</param>
    /// <param name="Epoch">Life of its connection, counted from 1 over all lines; 0 before the first.</param>
    /// <param name="Capacity">Registrations that the session is thought to take.</param>
    /// <param name="Held">Registrations that are to be made over it.</param>
    /// <param name="Active">Registrations that are made.</param>
    /// <param name="Refused">Registrations that the venue refused.</param>
    public sealed record LineStatus(
        int Line, LineState State, string Reason, DateTimeOffset? Until, int Epoch, int Capacity, int Held, int Active, int Refused);

    /// <summary>Asks what was counted; answered with <see cref="FeedCounts"/>. The identity in it is to hold once the feed is drained.</summary>
    public sealed record GetCounts
    {
        private GetCounts()
        {
        }

        /// <summary>The question.</summary>
        public static GetCounts Instance { get; } = new();
    }

    /// <summary>Asks for the last refused messages and records; answered with <see cref="RefusalsKept"/>.</summary>
    public sealed record GetRefusals
    {
        private GetRefusals()
        {
        }

        /// <summary>The question.</summary>
        public static GetRefusals Instance { get; } = new();
    }

    /// <summary>The last refusals, raw, oldest first, 256 at most.</summary>
    public sealed record RefusalsKept(IReadOnlyList<Refusal> Refusals);

    /// <summary>Has topics registered, each in a slot of its own; the higher priority gets one first, then the earlier.</summary>
    /// <param name="Topics">What is wanted; a code alone means its expected executions.</param>
    /// <param name="Priority">Any number; 0 is what the codes of the options have.</param>
    public sealed record Want(IReadOnlyCollection<Topic> Topics, int Priority = 0);

    /// <summary>Has topics released.</summary>
    /// <param name="Topics">What is wanted no longer; the other kind of the same code stays.</param>
    public sealed record Unwant(IReadOnlyCollection<Topic> Topics);

    /// <summary>A registration stands elsewhere.</summary>
    internal readonly record struct Registration(Topic Topic, RegistrationStatus Status, DateTimeOffset At, string Reason);

    /// <summary>To the router: registrations stand elsewhere, in the order in which they came to. One message for all that are known of at a time.</summary>
    internal sealed record Registrations(IReadOnlyList<Registration> All);
}

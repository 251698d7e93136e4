using Akka.Actor;
using OptionAuctions.Subscribers;
using OptionAuctions.Wire;

namespace OptionAuctions.Codes;

/// <summary>What is said to the actor of one code.</summary>
public static class CodeProtocol
{
    /// <summary>Something is in your <see cref="AuctionCell"/>. One is on its way at a time.</summary>
    internal sealed class Wake : INoSerializationVerificationNeeded
    {
        private Wake()
        {
        }

        public static Wake Instance { get; } = new();
    }

    /// <summary>A subscription follows this code from now on; its first delivery is a snapshot.</summary>
    internal sealed record Follow(Seat Seat) : INoSerializationVerificationNeeded;

    /// <summary>A subscription no longer follows this code.</summary>
    internal sealed record Unfollow(IActorRef Subscription) : INoSerializationVerificationNeeded;

    /// <summary>To the router: the sender hears for a host's own actor, and wants this auction of a code as long as that is the one followed.</summary>
    internal sealed record Attend(AuctionCell Cell) : INoSerializationVerificationNeeded;

    /// <summary>
    /// To the router: codes are not followed any more. Their registrations are released; what was received is folded and delivered, the
    /// last word being <see cref="RegistrationStatus.Released"/>; records that come late count as unrequested. A code of which nobody has
    /// heard is passed over. To subscribe to a code again follows it afresh.
    /// </summary>
    /// <param name="Codes">The codes, those of the options too.</param>
    public sealed record StopFollowing(IReadOnlyCollection<OptionCode> Codes);

    /// <summary>A question about one code. The router knows who answers it.</summary>
    public interface IAboutCode
    {
        /// <summary>The option.</summary>
        OptionCode Code { get; }
    }

    /// <summary>Asks for the auction so far; answered with an <see cref="AuctionState"/>, or with <see cref="CodeNotFollowed"/>.</summary>
    public sealed record GetAuction(OptionCode Code) : IAboutCode;

    /// <summary>Asks for the last revisions of the call; answered with <see cref="RecentRevisions"/>, or with <see cref="CodeNotFollowed"/>.</summary>
    public sealed record GetRevisions(OptionCode Code) : IAboutCode;

    /// <summary>There is no auction of this code, because nobody asked for it to be followed.</summary>
    public sealed record CodeNotFollowed(OptionCode Code);

    /// <summary>The last revisions of one call.</summary>
    /// <param name="Code">The option.</param>
    /// <param name="Call">Place of the call among those of the option; see <see cref="AuctionPath.Number"/>.</param>
    /// <param name="Revisions">Oldest first, <see cref="FeedOptions.RevisionsKeptPerCode"/> at most.</param>
    public sealed record RecentRevisions(OptionCode Code, int Call, IReadOnlyList<PathPoint> Revisions);

    /// <summary>Comes back when everything sent before it was handled: how a feed is drained.</summary>
    internal sealed class Settle : INoSerializationVerificationNeeded
    {
        private Settle()
        {
        }

        public static Settle Instance { get; } = new();
    }
}

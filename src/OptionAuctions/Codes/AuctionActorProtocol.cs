using Akka.Actor;

namespace OptionAuctions.Codes;

/// <summary>
/// The messages to the actor of one code from the router and from subscriptions. <see cref="Dispatch.WakeSignal"/> and the questions of
/// <see cref="AuctionProtocol"/> are others.
/// </summary>
internal static class AuctionActorProtocol
{
    /// <summary>A subscription follows this code from now on; its first delivery is a snapshot.</summary>
    public sealed record Follow(ICodeSubscription Subscription) : INoSerializationVerificationNeeded;

    /// <summary>A subscription no longer follows this code.</summary>
    public sealed record Unfollow(IActorRef Subscription) : INoSerializationVerificationNeeded;

    /// <summary>
    /// Asks a code's actor, or a subscription, whether everything sent before it was handled; the answer is the same message. A feed is drained with it.
    /// </summary>
    public sealed class Settle : INoSerializationVerificationNeeded
    {
        private Settle()
        {
        }

        public static Settle Instance { get; } = new();
    }
}

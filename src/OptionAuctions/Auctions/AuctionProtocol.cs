using Akka.Actor;

namespace OptionAuctions;

/// <summary>
/// The messages between a feed and its users. Subscriptions and questions about a code are for the router; <see cref="GetStatus"/> and
/// <see cref="GetCounts"/> are for the feed's supervisor.
/// </summary>
public static class AuctionProtocol
{
    /// <summary>
    /// Begins a subscription, or replaces the one that this subscriber has: first a snapshot of each code, then its changes, in
    /// deliveries of <see cref="AuctionChanges"/>, each of which the subscriber answers with its <see cref="Ack"/>. With <see cref="Continues"/> it
    /// changes the codes of the one that this subscriber has.
    /// </summary>
    /// <param name="Subscriber">Receives the deliveries. It is watched; its end ends the subscription. It may watch the deliveries' sender.</param>
    /// <param name="Codes">
    /// The codes; those not followed yet are registered. <see langword="null"/>: all codes that are followed, and those that will be.
    /// </param>
    public sealed record Subscribe(IActorRef Subscriber, IReadOnlyCollection<Instrument>? Codes = null) : INoSerializationVerificationNeeded
    {
        /// <summary>The contract of delivery while the subscriber is slower than the market.</summary>
        public Delivery Delivery { get; init; } = Delivery.Latest;

        /// <summary>
        /// A condition on those codes. It receives the code and its terms from the master file, or <see langword="null"/> for a code that is
        /// not listed. It runs in the router, so it has to be pure and quick. A condition that throws refuses the code.
        /// </summary>
        public Func<Instrument, ListedSeries?, bool>? Where { get; init; }

        /// <summary>
        /// True: the subscription that this subscriber has goes on, and has these codes and this condition from now on. A code that it had already
        /// goes on where it is, without a snapshot; a new one begins with a snapshot; one that is left is not delivered any more, except for what is in
        /// deliveries that are waiting already. Without such a subscription, or with another <see cref="Delivery"/> than its own, one begins.
        /// </summary>
        public bool Continues { get; init; }

        /// <summary>Names the subscription to its subscriber; each of its deliveries, and its end, bear the same token.</summary>
        internal object? Token { get; init; }

        /// <summary>Creates a subscription to all options on an underlying that are followed, and to those that will be.</summary>
        /// <param name="subscriber">Receives the deliveries.</param>
        /// <param name="underlying">Symbol or name, as in the master file; see <see cref="Underlying.IsCalled"/>.</param>
        public static Subscribe ToUnderlying(IActorRef subscriber, string underlying) =>
            new(subscriber) { Where = (_, terms) => terms is not null && terms.Underlying.IsCalled(underlying) };
    }

    /// <summary>Ends a subscription. The codes stay registered.</summary>
    public sealed record Unsubscribe(IActorRef Subscriber) : INoSerializationVerificationNeeded;

    /// <summary>To the subscriber: its subscription has ended, and it receives nothing more.</summary>
    /// <param name="Reason">The reason.</param>
    /// <param name="Sentence">The reason as a sentence, for a log.</param>
    public sealed record SubscriptionEnded(EndReason Reason, string Sentence) : INoSerializationVerificationNeeded
    {
        /// <summary>The token of the request with which the subscription began.</summary>
        internal object? Token { get; init; }
    }

    /// <summary>To the subscriber: a code is not followed, usually because as many codes are followed as the options allow.</summary>
    /// <param name="Code">The code.</param>
    /// <param name="MaxCodes">Number of codes that can be followed, <see cref="AuctionOptions.MaxCodes"/>.</param>
    public sealed record SubscriptionRefused(Instrument Code, int MaxCodes) : INoSerializationVerificationNeeded
    {
        /// <summary>The reason.</summary>
        public string Reason { get; init; } =
            FormattableString.Invariant($"{MaxCodes} codes are followed already, as many as Auctions:MaxCodes allows");
    }

    /// <summary>Asks for the auction so far; answered with an <see cref="AuctionState"/>, or with <see cref="CodeNotFollowed"/>.</summary>
    public sealed record GetAuction(Instrument Code) : IAboutCode;

    /// <summary>Asks for the last revisions of the call; answered with <see cref="RecentRevisions"/>, or with <see cref="CodeNotFollowed"/>.</summary>
    public sealed record GetRevisions(Instrument Code) : IAboutCode;

    /// <summary>There is no auction of this code, because it is not followed.</summary>
    public sealed record CodeNotFollowed(Instrument Code) : INoSerializationVerificationNeeded;

    /// <summary>The last revisions of one call.</summary>
    /// <param name="Code">The option.</param>
    /// <param name="Call">Number of the call among those of the option; see <see cref="AuctionPath.Number"/>.</param>
    /// <param name="Revisions">Oldest first, <see cref="AuctionOptions.RevisionsKept"/> at most.</param>
    public sealed record RecentRevisions(Instrument Code, int Call, IReadOnlyList<PathPoint> Revisions) : INoSerializationVerificationNeeded;

    /// <summary>
    /// Ends the following of codes. Their registrations are released; the records received so far are folded and delivered, and the
    /// last change is <see cref="RegistrationStatus.Released"/>; records that come later count as unrequested. A code that is not
    /// followed is ignored. A new subscription to a code follows it again, with a new auction.
    /// </summary>
    /// <param name="Codes">The codes, those of the options too.</param>
    public sealed record StopFollowing(IReadOnlyCollection<Instrument> Codes) : INoSerializationVerificationNeeded;

    /// <summary>Asks the supervisor for the status of the feed; answered with <see cref="FeedStatus"/>.</summary>
    public sealed record GetStatus : INoSerializationVerificationNeeded
    {
        private GetStatus()
        {
        }

        /// <summary>The only instance.</summary>
        public static GetStatus Instance { get; } = new();
    }

    /// <summary>Asks the supervisor for the counts; answered with <see cref="FeedCounts"/>. The identity in it holds once the feed is drained.</summary>
    public sealed record GetCounts : INoSerializationVerificationNeeded
    {
        private GetCounts()
        {
        }

        /// <summary>The only instance.</summary>
        public static GetCounts Instance { get; } = new();
    }

    /// <summary>A question about one code. The router forwards it to the code's actor.</summary>
    internal interface IAboutCode : INoSerializationVerificationNeeded
    {
        Instrument Code { get; }
    }
}

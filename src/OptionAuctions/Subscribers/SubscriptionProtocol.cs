using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Wire;
using OptionAuctions.Wire.Master;

namespace OptionAuctions.Subscribers;

/// <summary>What subscribers and the router say to each other.</summary>
public static class SubscriptionProtocol
{
    /// <summary>
    /// Begins a subscription, or replaces the one that this subscriber has: first a snapshot of each code, then its changes, in
    /// deliveries of <see cref="AuctionChanges"/> that are each answered with its <see cref="Ack"/>.
    /// </summary>
    /// <param name="Subscriber">Who is told. It is watched; its end ends the subscription. It may watch the deliveries' sender.</param>
    /// <param name="Codes">The codes; those not followed yet are registered. <see langword="null"/>: all that are followed, and those to come.</param>
    public sealed record Subscribe(IActorRef Subscriber, IReadOnlyCollection<OptionCode>? Codes = null)
    {
        /// <summary>What is promised while the subscriber is slower than the market.</summary>
        public Delivery Delivery { get; init; } = Delivery.Latest;

        /// <summary>
        /// Of those codes, the ones for which it is true; it is given the terms of the master file, or <see langword="null"/> for a code that is
        /// not listed. It runs in the router: pure and quick. One that throws refuses the code.
        /// </summary>
        public Func<OptionCode, ListedSeries?, bool>? Where { get; init; }

        /// <summary>A subscription to all options on an underlying that are followed, and those to come.</summary>
        /// <param name="subscriber">Who is told.</param>
        /// <param name="underlying">Symbol or name, as the master file has it.</param>
        public static Subscribe ToUnderlying(IActorRef subscriber, string underlying) =>
            new(subscriber) { Where = (_, terms) => terms is { Underlying: var on } && (on.Symbol == underlying || on.Name == underlying) };
    }

    /// <summary>Ends a subscription. The codes stay registered.</summary>
    public sealed record Unsubscribe(IActorRef Subscriber);

    /// <summary>To the subscriber: its subscription has ended, and nothing more comes.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Sentence">Why, for a log.</param>
    public sealed record SubscriptionEnded(EndReason Reason, string Sentence);

    /// <summary>A code is not heard of, as a rule because as many are followed as the options allow.</summary>
    /// <param name="Code">The code.</param>
    /// <param name="CodesFollowed">Codes that are followed.</param>
    public sealed record SubscriptionRefused(OptionCode Code, int CodesFollowed)
    {
        /// <summary>Why.</summary>
        public string Reason { get; init; } = FormattableString.Invariant($"{CodesFollowed} codes are followed already, as many as CodesFollowed allows");
    }

    /// <summary>To a subscription: it now covers these codes. One message for all that are asked for at a time.</summary>
    internal sealed record Cover(IReadOnlyList<CoveredCode> Codes) : INoSerializationVerificationNeeded;

    /// <summary>A code that a subscription covers.</summary>
    internal readonly record struct CoveredCode(AuctionCell Cell, IActorRef Actor);

    /// <summary>To a subscription: something is in your outbox. One is on its way at a time.</summary>
    internal sealed class Ready : INoSerializationVerificationNeeded
    {
        private Ready()
        {
        }

        public static Ready Instance { get; } = new();
    }
}

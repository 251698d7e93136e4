using Akka;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;
using Akka.Streams.Stage;
using static OptionAuctions.AuctionProtocol;

namespace OptionAuctions;

/// <summary>
/// A subscription as an Akka.Streams source of changes, and as an <see cref="IAsyncEnumerable{T}"/>. The next delivery is requested when the
/// changes of the last one have been pulled, so a slow consumer delays nobody else.
/// </summary>
public static class AuctionSource
{
    /// <summary>Creates a source of changes. Each run of it is a subscription of its own, which ends with the stream.</summary>
    /// <param name="auctions">The router, for example from <c>IRequiredActor&lt;AuctionRouter&gt;</c>.</param>
    /// <param name="codes">The codes to subscribe to; <see langword="null"/> for all that are followed.</param>
    /// <param name="delivery">The contract of delivery while the source is pulled slowly; default <see cref="Delivery.Latest"/>.</param>
    /// <remarks>
    /// It fails with <see cref="SubscriptionEndedException"/> when the subscription ends, when a code is refused, and when the router stops.
    /// </remarks>
    public static Source<AuctionChanged, NotUsed> Of(IActorRef auctions, IReadOnlyCollection<Instrument>? codes = null, Delivery? delivery = null) =>
        Of(auctions, delivery, subscriber => new Subscribe(subscriber, codes));

    /// <summary>Creates a source of the changes of all options on an underlying that are followed, and of those that will be.</summary>
    /// <param name="auctions">The router.</param>
    /// <param name="underlying">Symbol or name, as for <see cref="Subscribe.ToUnderlying"/>.</param>
    /// <param name="delivery">The contract of delivery while the source is pulled slowly; default <see cref="Delivery.Latest"/>.</param>
    /// <remarks>Otherwise as <see cref="Of(IActorRef, IReadOnlyCollection{Instrument}, Delivery)"/>.</remarks>
    public static Source<AuctionChanged, NotUsed> Of(IActorRef auctions, string underlying, Delivery? delivery = null) =>
        Of(auctions, delivery, subscriber => Subscribe.ToUnderlying(subscriber, underlying));

    /// <summary>Creates a source of the changes of all codes that are followed and meet a condition, and of those that will.</summary>
    /// <param name="auctions">The router.</param>
    /// <param name="where">The condition; see <see cref="Subscribe.Where"/>. One that throws for a code fails the source.</param>
    /// <param name="delivery">The contract of delivery while the source is pulled slowly; default <see cref="Delivery.Latest"/>.</param>
    /// <remarks>Otherwise as <see cref="Of(IActorRef, IReadOnlyCollection{Instrument}, Delivery)"/>.</remarks>
    public static Source<AuctionChanged, NotUsed> Of(IActorRef auctions, Func<Instrument, ListedSeries?, bool> where, Delivery? delivery = null) =>
        Of(auctions, delivery, subscriber => new Subscribe(subscriber) { Where = where });

    /// <summary>Creates the same for <c>await foreach</c>. A subscription begins with each enumeration, and ends with it.</summary>
    /// <param name="auctions">The router.</param>
    /// <param name="materializer">Runs the stream of the enumeration: <c>system.Materializer()</c>.</param>
    /// <param name="codes">The codes to subscribe to; <see langword="null"/> for all that are followed.</param>
    /// <param name="delivery">The contract of delivery while the enumeration is slow; default <see cref="Delivery.Latest"/>.</param>
    public static IAsyncEnumerable<AuctionChanged> ReadAsync(
        IActorRef auctions, IMaterializer materializer, IReadOnlyCollection<Instrument>? codes = null, Delivery? delivery = null) =>
        Of(auctions, codes, delivery).RunAsAsyncEnumerable(materializer);

    /// <summary>Creates the same for an underlying.</summary>
    /// <param name="auctions">The router.</param>
    /// <param name="materializer">Runs the stream of the enumeration.</param>
    /// <param name="underlying">Symbol or name, as for <see cref="Subscribe.ToUnderlying"/>.</param>
    /// <param name="delivery">The contract of delivery while the enumeration is slow; default <see cref="Delivery.Latest"/>.</param>
    public static IAsyncEnumerable<AuctionChanged> ReadAsync(
        IActorRef auctions, IMaterializer materializer, string underlying, Delivery? delivery = null) =>
        Of(auctions, underlying, delivery).RunAsAsyncEnumerable(materializer);

    /// <summary>Creates the same with a condition.</summary>
    /// <param name="auctions">The router.</param>
    /// <param name="materializer">Runs the stream of the enumeration.</param>
    /// <param name="where">The condition; see <see cref="Subscribe.Where"/>. One that throws for a code fails the enumeration.</param>
    /// <param name="delivery">The contract of delivery while the enumeration is slow; default <see cref="Delivery.Latest"/>.</param>
    public static IAsyncEnumerable<AuctionChanged> ReadAsync(
        IActorRef auctions, IMaterializer materializer, Func<Instrument, ListedSeries?, bool> where, Delivery? delivery = null) =>
        Of(auctions, where, delivery).RunAsAsyncEnumerable(materializer);

    private static Source<AuctionChanged, NotUsed> Of(IActorRef auctions, Delivery? delivery, Func<IActorRef, Subscribe> request) =>
        Source.FromGraph(new AuctionStage(auctions, subscriber => request(subscriber) with { Delivery = delivery ?? Delivery.Latest }));

    private sealed class AuctionStage(IActorRef auctions, Func<IActorRef, Subscribe> subscribe) : GraphStage<SourceShape<AuctionChanged>>
    {
        private readonly Outlet<AuctionChanged> _out = new("Auctions.out");

        public override SourceShape<AuctionChanged> Shape => new(_out);

        protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this, auctions, subscribe);

        private sealed class Logic : OutGraphStageLogic
        {
            private readonly AuctionStage _stage;
            private readonly IActorRef _auctions;
            private readonly Func<IActorRef, Subscribe> _subscribe;
            private AuctionChanges? _changes;
            private IActorRef? _subscription;
            private int _next;

            public Logic(AuctionStage stage, IActorRef auctions, Func<IActorRef, Subscribe> subscribe)
                : base(stage.Shape)
            {
                (_stage, _auctions, _subscribe) = (stage, auctions, subscribe);
                SetHandler(stage._out, this);
            }

            public override void PreStart()
            {
                var self = GetStageActor(Receive);
                self.Watch(_auctions);
                _auctions.Tell(_subscribe(self.Ref), self.Ref);
            }

            public override void PostStop() => _auctions.Tell(new Unsubscribe(StageActor.Ref), ActorRefs.NoSender);

            public override void OnPull()
            {
                if (_changes is not { } changes) return;
                Push(_stage._out, changes[_next++]);
                if (_next < changes.Count) return;
                _changes = null;
                _subscription!.Tell(changes.Ack, StageActor.Ref);
            }

            private void Receive((IActorRef Sender, object Message) received)
            {
                switch (received.Message)
                {
                    case AuctionChanges changes:
                        (_changes, _subscription, _next) = (changes, received.Sender, 0);
                        if (IsAvailable(_stage._out)) OnPull();
                        break;
                    case Identify identify: // as any actor does: the answer shows that the messages before it were handled
                        received.Sender.Tell(new ActorIdentity(identify.MessageId, StageActor.Ref), StageActor.Ref);
                        break;
                    case SubscriptionEnded ended:
                        FailStage(new SubscriptionEndedException(ended.Sentence));
                        break;
                    case SubscriptionRefused refused:
                        FailStage(new SubscriptionEndedException($"{refused.Code} is refused: {refused.Reason}"));
                        break;
                    case Terminated:
                        FailStage(new SubscriptionEndedException("the router of the auctions has stopped"));
                        break;
                }
            }
        }
    }
}

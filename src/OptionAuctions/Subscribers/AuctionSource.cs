using Akka;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;
using Akka.Streams.Stage;
using OptionAuctions.Wire;
using static OptionAuctions.Subscribers.SubscriptionProtocol;

namespace OptionAuctions.Subscribers;

/// <summary>
/// Changes as a stream, and as an <see cref="IAsyncEnumerable{T}"/>: the same subscription behind another door. What is not pulled is not
/// asked for, so pulling slowly delays nobody else.
/// </summary>
public static class AuctionSource
{
    /// <summary>A source of changes. Each time it is run it is a subscription of its own, which ends with the stream.</summary>
    /// <param name="auctions">The router, for example from <c>IRequiredActor&lt;CodeRouterActor&gt;</c>.</param>
    /// <param name="codes">The codes to hear of; <see langword="null"/> for all that are followed.</param>
    /// <param name="delivery">What is promised while it is pulled slowly; default <see cref="Delivery.Latest"/>.</param>
    /// <remarks>
    /// It fails with <see cref="SubscriptionEndedException"/> when the subscription ends or a code is refused, and with the router.
    /// </remarks>
    public static Source<AuctionChanged, NotUsed> Of(IActorRef auctions, IReadOnlyCollection<OptionCode>? codes = null, Delivery? delivery = null) =>
        Source.FromGraph(new Stage(auctions, subscriber => new Subscribe(subscriber, codes) { Delivery = delivery ?? Delivery.Latest }));

    /// <summary>The same for <c>await foreach</c>. A subscription begins with each enumeration, and ends with it.</summary>
    /// <param name="auctions">The router.</param>
    /// <param name="materializer">Runs the stream behind it: <c>system.Materializer()</c>.</param>
    /// <param name="codes">The codes to hear of; <see langword="null"/> for all that are followed.</param>
    /// <param name="delivery">What is promised while it is pulled slowly; default <see cref="Delivery.Latest"/>.</param>
    public static IAsyncEnumerable<AuctionChanged> ReadAsync(
        IActorRef auctions, IMaterializer materializer, IReadOnlyCollection<OptionCode>? codes = null, Delivery? delivery = null) =>
        Of(auctions, codes, delivery).RunAsAsyncEnumerable(materializer);

    private sealed class Stage(IActorRef auctions, Func<IActorRef, Subscribe> subscribe) : GraphStage<SourceShape<AuctionChanged>>
    {
        private readonly Outlet<AuctionChanged> _out = new("Auctions.out");

        public override SourceShape<AuctionChanged> Shape => new(_out);

        protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this, auctions, subscribe);

        private sealed class Logic : OutGraphStageLogic
        {
            private readonly Stage _stage;
            private readonly IActorRef _auctions;
            private readonly Func<IActorRef, Subscribe> _subscribe;
            private AuctionChanges? _changes;
            private IActorRef? _subscription;
            private int _next;

            public Logic(Stage stage, IActorRef auctions, Func<IActorRef, Subscribe> subscribe)
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

            private void Receive((IActorRef Sender, object Message) told)
            {
                switch (told.Message)
                {
                    case AuctionChanges changes:
                        (_changes, _subscription, _next) = (changes, told.Sender, 0);
                        if (IsAvailable(_stage._out)) OnPull();
                        break;
                    case Identify asked: // whoever asks knows by the answer that what came before is handled, as of any actor
                        told.Sender.Tell(new ActorIdentity(asked.MessageId, StageActor.Ref), StageActor.Ref);
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

/// <summary>A stream of changes ends because its subscription did. The message says why.</summary>
public sealed class SubscriptionEndedException(string sentence) : Exception(sentence);

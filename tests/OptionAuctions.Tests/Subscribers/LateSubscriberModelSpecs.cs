using Akka.Actor;
using CsCheck;
using OptionAuctions.Codes;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Tests.Subscribers;

/// <summary>Whenever somebody comes, and however things fall together: a snapshot, then every change once, in order, and books that close.</summary>
public sealed class LateSubscriberModelSpecs
{
    private const int Interleavings = 10_000;

    private enum Step
    {
        Subscribe,
        Record,
        Gap,
        Fold,    // the code's actor takes what has come, as it does after a restart too
        Deliver, // a subscriber is ready
        Leave,
    }

    private static readonly Gen<(Step Step, int Who)[]> Script = Gen.Select(
        Gen.Frequency(
            (2, Gen.Const(Step.Subscribe)), (10, Gen.Const(Step.Record)), (2, Gen.Const(Step.Gap)),
            (6, Gen.Const(Step.Fold)), (4, Gen.Const(Step.Deliver)), (1, Gen.Const(Step.Leave))),
        Gen.Int[0, 9]).Array[1, 60];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_late_subscriber_hears_a_snapshot_and_then_each_change_once_in_order(bool every) => Script.Sample(
        script =>
        {
            using var meter = Some.Meter();
            var cell = Some.Inbox(meter);
            var subscriptions = new CodeSubscriptions(meter);
            var subscribers = new List<Subscriber>();
            var at = Some.Morning;

            void Fold()
            {
                cell.Drain(subscriptions);
                subscriptions.OnChanged();
            }

            foreach (var (step, who) in script)
            {
                at = at.AddMilliseconds(100);
                var one = subscribers.Count > 0 ? subscribers[who % subscribers.Count] : null;
                switch (step)
                {
                    case Step.Subscribe:
                        subscribers.Add(new Subscriber(cell, every, meter));
                        subscriptions.Add(subscribers[^1].Cursor);
                        break;
                    case Step.Record:
                        cell.Offer(AuctionEvent.Of(Some.Record(10 * (who + 1)), at));
                        break;
                    case Step.Gap:
                        cell.Offer(AuctionEvent.Interrupted(at, GapReason.ConnectionLost));
                        cell.Offer(AuctionEvent.Resumed(at));
                        break;
                    case Step.Fold:
                        Fold();
                        break;
                    case Step.Deliver:
                        one?.Deliver();
                        break;
                    case Step.Leave when one is { IsGone: false }:
                        one.IsGone = true;
                        one.Outbox.OnSubscriptionEnded();
                        subscriptions.Remove(one.Outbox.Subscription);
                        break;
                }
            }

            Fold();
            foreach (var subscriber in subscribers.Where(s => !s.IsGone)) subscriber.Deliver();
            foreach (var subscriber in subscribers) subscriber.Check(cell.State.Revision, every);
            var counts = meter.Read();
            Assert.Equal(counts.Revisions, counts.Delivered + counts.Conflated);
        },
        iter: Interleavings);

    private sealed class Subscriber
    {
        private static int _named;
        private readonly List<AuctionChanged> _heard = [];
        private readonly long _from;

        public Subscriber(AuctionInbox cell, bool every, FeedMeter meter)
        {
            var name = new RootActorPath(new Address("akka", "model")) / $"s{Interlocked.Increment(ref _named)}";
            var subscription = new Silent(name);
            Outbox = every ? new EveryOutbox(subscription, 1_000, meter, TimeProvider.System) : new LatestOutbox(subscription, meter, TimeProvider.System);
            (Cursor, _from) = (new SubscriptionCursor(cell, Outbox), cell.State.Revision);
        }

        public Outbox Outbox { get; }

        public SubscriptionCursor Cursor { get; }

        public bool IsGone { get; set; }

        public void Deliver()
        {
            if (!IsGone) _heard.AddRange(Outbox.Collect());
        }

        public void Check(long last, bool every)
        {
            if (_heard.Count == 0)
            {
                Assert.True(IsGone);
                return;
            }

            Assert.Equal(ChangeKind.Snapshot, _heard[0].Kind);
            Assert.DoesNotContain(_heard.Skip(1), change => change.Kind == ChangeKind.Snapshot);
            var revision = every ? _from : _heard[0].Current.Revision;
            var gaps = _heard[0].Current.Gaps;
            foreach (var change in _heard.Skip(1))
            {
                if (change.Kind == ChangeKind.Indication)
                {
                    Assert.Equal(revision + 1 + change.Conflated, change.Current.Revision);
                    if (every) Assert.Equal(0, change.Conflated);
                    revision = change.Current.Revision;
                }

                if (change.Kind == ChangeKind.Gap && every) Assert.Equal(++gaps, change.Current.Gaps);
            }

            if (!IsGone) Assert.Equal(last, revision);
        }
    }

    /// <summary>A subscription that nobody wakes.</summary>
    private sealed class Silent(ActorPath path) : MinimalActorRef
    {
        public override ActorPath Path => path;

        public override IActorRefProvider Provider => throw new NotSupportedException();
    }
}

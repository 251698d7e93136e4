using CsCheck;
using OptionAuctions.Codes;
using OptionAuctions.Subscribers;

namespace OptionAuctions.Tests.Subscribers;

/// <summary>
/// However a subscription that leaves a code and takes it again falls together with the code's records: each time a snapshot, then every change once, in
/// order, and counts that are complete. The code's actor handles what the subscription told it later, as it does in its mailbox.
/// </summary>
public sealed class ChangedCodesModelSpecs
{
    private const int Interleavings = 10_000;

    private enum Step
    {
        Record,
        Fold,    // the code's actor takes what has come
        Told,    // the code's actor handles what the subscription has told it
        Deliver, // the subscriber is ready
        Leave,
        Return,
    }

    private static readonly Gen<Step[]> Script = Gen.Frequency(
        (8, Gen.Const(Step.Record)), (6, Gen.Const(Step.Fold)), (4, Gen.Const(Step.Told)),
        (4, Gen.Const(Step.Deliver)), (2, Gen.Const(Step.Leave)), (2, Gen.Const(Step.Return))).Array[1, 60];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_code_that_is_left_and_taken_again_begins_with_a_snapshot_and_nothing_is_lost_or_told_twice(bool every) => Script.Sample(
        script =>
        {
            using var meter = Some.Meter();
            var inbox = Some.Inbox(meter);
            var subscriptions = new CodeSubscriptions(meter);
            var me = new CallbackActorRef();
            Outbox outbox = every ? new EveryOutbox(me, 1_000, meter, TimeProvider.System) : new LatestOutbox(me, meter, TimeProvider.System);
            SubscriptionCursor? cursor = null;
            var (told, heard, price) = (new Queue<Action>(), new List<AuctionChanged>(), 0);

            foreach (var step in script.Concat([Step.Told, Step.Return, Step.Told, Step.Record, Step.Fold, Step.Deliver]))
            {
                switch (step)
                {
                    case Step.Record:
                        inbox.Offer(AuctionEvent.Of(Some.Record(10 * ++price), Some.Morning));
                        break;
                    case Step.Fold:
                        inbox.Drain(subscriptions);
                        subscriptions.OnChanged();
                        break;
                    case Step.Told:
                        while (told.TryDequeue(out var handle)) handle();
                        break;
                    case Step.Deliver:
                        heard.AddRange(outbox.Collect());
                        break;
                    case Step.Leave when cursor is not null:
                        cursor.Leave();
                        cursor = null;
                        told.Enqueue(() => subscriptions.Remove(me));
                        break;
                    case Step.Return when cursor is null:
                        var taken = cursor = new SubscriptionCursor(inbox, outbox);
                        told.Enqueue(() => subscriptions.Add(taken));
                        break;
                }
            }

            Check(heard, every);
            Assert.Equal(inbox.State.Revision, heard[^1].Current.Revision);
            var counts = meter.Read();
            Assert.Equal(counts.Revisions, counts.Delivered + counts.Conflated);
        },
        iter: Interleavings);

    private static void Check(List<AuctionChanged> heard, bool every)
    {
        Assert.Equal(ChangeKind.Snapshot, heard[0].Kind);
        var revision = 0L;
        foreach (var change in heard.Where(change => change.Kind is ChangeKind.Snapshot or ChangeKind.Indication))
        {
            if (change.Kind == ChangeKind.Snapshot) Assert.InRange(change.Current.Revision, revision, long.MaxValue);
            else Assert.Equal(revision + 1 + change.Conflated, change.Current.Revision);
            if (every) Assert.Equal(0, change.Conflated);
            revision = change.Current.Revision;
        }
    }
}

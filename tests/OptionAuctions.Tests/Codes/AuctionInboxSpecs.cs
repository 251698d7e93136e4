using System.Diagnostics.Metrics;
using CsCheck;
using OptionAuctions.Codes;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Tests.Codes;

public sealed class AuctionInboxSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public void Only_the_first_offer_since_the_last_drain_wakes_the_actor()
    {
        var cell = Cell();

        Assert.True(Offer(cell, 1));
        Assert.False(Offer(cell, 2));
        cell.Drain();
        Assert.True(Offer(cell, 3));
    }

    [Fact]
    public void A_drain_folds_all_that_came_in_order()
    {
        var cell = Cell();
        for (var price = 1; price <= 100; price++) Offer(cell, price);

        Assert.Equal(100, cell.Drain());
        Assert.Equal(100, cell.State.Revision);
        Assert.Equal(100m, cell.State.Latest.Price.ToDecimal());
    }

    [Fact]
    public void A_drain_of_nothing_changes_nothing()
    {
        var cell = Cell();

        Assert.Equal(0, cell.Drain());
        Assert.Equal(new AuctionState(Some.Code), cell.State);
    }

    [Fact]
    public void When_the_queue_is_full_the_newest_record_takes_the_place_of_the_one_before_it_and_is_counted()
    {
        var meter = Some.Meter();
        var cell = Some.Inbox(meter, bound: 3);
        for (var price = 1; price <= 10; price++) Offer(cell, price);
        cell.Drain();

        Assert.Equal(3, cell.State.Revision);
        Assert.Equal(10m, cell.State.Latest.Price.ToDecimal());
        Assert.Equal(GapReason.Lagging, cell.State.LastGap.Reason);
        Assert.Equal(7, meter.Read().RefusedRecords[DecodeError.Lagging]);
        Assert.Equal(3, meter.Read().Applied);
    }

    [Fact]
    public void A_full_queue_still_takes_word_of_a_lost_connection()
    {
        var cell = Some.Inbox(Some.Meter(), bound: 1);
        Offer(cell, 1);
        cell.Offer(AuctionEvent.Interrupted(Some.Morning.AddSeconds(1), GapReason.ConnectionLost));
        Offer(cell, 2);
        cell.Drain();

        Assert.Equal(StaleReason.ConnectionLost, cell.State.Stale);
    }

    [Fact]
    public void A_full_queue_takes_no_more_trades_and_one_record_at_its_end()
    {
        var meter = Some.Meter();
        var cell = Some.Inbox(meter, bound: 2);
        for (var i = 0; i < 5; i++) cell.Offer(AuctionEvent.Of(new Trade(Some.Code, new TimeOnly(9, 0), Won.Of(10), Won.None), Some.Nine));
        for (var i = 1; i <= 3; i++) Offer(cell, i);
        cell.Offer(AuctionEvent.ClockTick(Some.Nine));
        cell.Offer(AuctionEvent.ClockTick(Some.Nine.AddMinutes(1)));
        cell.Drain();

        Assert.Equal((3, 5), (meter.Read().Applied, meter.Read().RefusedRecords[DecodeError.Lagging])); // two trades and one record are folded
        Assert.Equal(3m, cell.State.Latest.Price.ToDecimal());
        Assert.Equal(AuctionPhase.Continuous, cell.State.Session.Phase);
    }

    [Fact]
    public void However_offers_and_drains_interleave_every_record_is_applied_or_counted_as_lagging() =>
        Gen.Bool.Array[0, 200].Sample(script =>
        {
            var meter = Some.Meter();
            var cell = Some.Inbox(meter, bound: 4);
            var offered = 0;
            foreach (var offer in script)
            {
                if (offer) Offer(cell, ++offered);
                else cell.Drain();
            }

            cell.Drain();
            var counts = meter.Read();
            return counts.Applied + counts.RefusedRecords.GetValueOrDefault(DecodeError.Lagging) == offered && counts.Applied == cell.State.Revision;
        });

    [Fact]
    public async Task A_router_and_an_actor_at_work_at_once_lose_nothing()
    {
        const int records = 200_000;
        var cell = Some.Inbox(Some.Meter(), bound: records);
        using var woken = new SemaphoreSlim(0);
        var router = Task.Run(() =>
        {
            for (var i = 1; i <= records; i++)
                if (Offer(cell, i % 1000)) woken.Release();
        });

        var applied = 0;
        while (applied < records)
        {
            await woken.WaitAsync(); // a wake that is not given would hang here
            applied += cell.Drain();
        }

        await router;
        Assert.Equal(records, cell.State.Revision);
    }

    [Fact]
    public async Task Who_looks_while_records_are_folded_sees_a_whole_state_of_one_moment()
    {
        const int records = 200_000;
        var cell = Cell();
        Offer(cell, 1);
        cell.Drain();
        using var both = new Barrier(2);
        var over = false;
        var actor = Task.Factory.StartNew(
            () =>
            {
                both.SignalAndWait(Patience);
                for (var i = 2; i <= records; i++)
                {
                    Offer(cell, i);
                    cell.Drain();
                    cell.Offer(AuctionEvent.Interrupted(Some.Morning.AddTicks(i - 1), GapReason.Shed));
                    cell.Drain();
                    cell.Offer(AuctionEvent.ShedNoMore(Some.Morning.AddTicks(i - 1), epoch: 1, message: i));
                    cell.Drain();
                }

                Volatile.Write(ref over, true);
            },
            TaskCreationOptions.LongRunning);
        var looker = Task.Factory.StartNew(
            () =>
            {
                both.SignalAndWait(Patience);
                var (torn, last) = (0, 0L);
                while (!Volatile.Read(ref over))
                {
                    var state = cell.State;
                    var price = Won.Of(state.Revision);
                    var isWhole = state.Revision >= last && state.Path.Revisions == state.Revision && state.Path.Last == price && state.Latest.Price == price
                        && (state.Gaps == 0 || state.LastGap.To == Some.Morning.AddTicks(state.Gaps));
                    torn += isWhole ? 0 : 1;
                    last = state.Revision;
                }

                return torn;
            },
            TaskCreationOptions.LongRunning);

        await actor;
        Assert.Equal(0, await looker.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_fold_that_throws_leaves_the_auction_readable_and_the_rest_to_be_folded()
    {
        var throws = false;
        using var listener = new MeterListener();
        using var meter = MeterThatThrowsOnAge(listener, () => throws);
        var cell = Some.Inbox(meter);
        Offer(cell, 1);
        Offer(cell, 2);
        throws = true;
        Assert.Throws<InvalidOperationException>(() => cell.Drain());
        throws = false;

        var state = await Task.Run(() => cell.State).WaitAsync(Patience);
        Assert.Equal(0, state.Revision);
        Assert.Equal(1, cell.Drain());
        Assert.Equal((1, 2m), (cell.State.Revision, cell.State.Latest.Price.ToDecimal()));
    }

    [Fact]
    public void What_is_offered_while_it_drains_is_folded_by_the_same_drain()
    {
        using var meter = Some.Meter();
        var cell = Some.Inbox(meter);
        bool? wakes = null;
        var subscriptions = Follow(cell, meter, () => wakes ??= Offer(cell, 2));
        Offer(cell, 1);

        Assert.Equal(2, cell.Drain(subscriptions));
        Assert.True(wakes); // although the actor is at work: who takes it may be through already
        Assert.Equal((2, 0), (cell.State.Revision, cell.Drain(subscriptions)));
    }

    [Fact]
    public void An_actor_that_begins_again_after_a_crash_folds_what_was_left_and_nothing_twice()
    {
        using var meter = Some.Meter();
        var cell = Some.Inbox(meter);
        var subscriptions = Follow(cell, meter, () => throw new InvalidOperationException("thrown by the test"), at: 3);
        for (var price = 1; price <= 5; price++) Offer(cell, price);

        Assert.Throws<InvalidOperationException>(() => cell.Drain(subscriptions));
        Assert.Equal(3, cell.State.Revision);
        Assert.Equal((3, 3), (meter.Read().Applied, meter.Read().Revisions)); // what was folded before it died counts
        Assert.True(Offer(cell, 6)); // it was taken, so what comes wakes again

        Assert.Equal(3, cell.Drain(subscriptions));
        Assert.Equal((6, 6m), (cell.State.Revision, cell.State.Latest.Price.ToDecimal()));
        Assert.Equal((6, 6), (meter.Read().Applied, meter.Read().Revisions));
    }

    [Fact]
    public void A_code_that_is_let_go_has_ended_even_if_its_actor_crashes_of_that()
    {
        using var meter = Some.Meter();
        var cell = Some.Inbox(meter);
        var subscriptions = Follow(cell, meter, () => throw new InvalidOperationException("thrown by the test"), at: 1);
        cell.Offer(AuctionEvent.Unfollowed(Some.Morning));

        Assert.Throws<InvalidOperationException>(() => cell.Drain(subscriptions));
        cell.Drain(subscriptions);

        Assert.True(cell.HasEnded);
    }

    /// <summary>One follower that does something as an event is folded: each time, or at one of them.</summary>
    private static CodeSubscriptions Follow(AuctionInbox cell, FeedMeter meter, Action act, int at = 0)
    {
        var (subscriptions, heard) = (new CodeSubscriptions(meter), -1); // the first is the beginning
        subscriptions.Add(new SubscriptionCursor(cell, new Listening(meter, () =>
        {
            if (++heard > 0 && (at == 0 || heard == at)) act();
        })));
        return subscriptions;
    }

    /// <summary>A listener's fault comes up in the middle of the fold of a record.</summary>
    private static FeedMeter MeterThatThrowsOnAge(MeterListener listener, Func<bool> throws)
    {
        var (isOurs, thread) = (false, Environment.CurrentManagedThreadId);
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (isOurs && Environment.CurrentManagedThreadId == thread && instrument.Name == "option_auctions.record.age")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) =>
        {
            if (throws()) throw new InvalidOperationException("thrown by the test");
        });
        listener.Start(); // which tells of those that other tests have left behind
        isOurs = true;
        var meter = Some.Meter();
        isOurs = false;
        return meter;
    }

    private static AuctionInbox Cell() => Some.Inbox(Some.Meter());

    private static bool Offer(AuctionInbox cell, decimal price) => cell.Offer(AuctionEvent.Of(Some.Record(price), Some.Morning));
}

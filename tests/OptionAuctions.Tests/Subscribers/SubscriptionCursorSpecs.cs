using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;
using static OptionAuctions.ChangeKind;

namespace OptionAuctions.Tests.Subscribers;

/// <summary>What a subscriber is told of one code, given what happened since it was last told.</summary>
public sealed class SubscriptionCursorSpecs
{
    private static readonly DateTimeOffset T0 = Some.Morning;
    private readonly FeedMeter _meter = Some.Meter();
    private readonly AuctionInbox _cell;
    private readonly LatestOutbox _outbox;
    private readonly SubscriptionCursor _cursor;

    public SubscriptionCursorSpecs()
    {
        _cell = Some.Inbox(_meter);
        _outbox = new LatestOutbox(Nobody.Instance, _meter, TimeProvider.System);
        _cursor = new SubscriptionCursor(_cell, _outbox);
        _cursor.Begin();
    }

    [Fact]
    public void The_first_word_is_a_snapshot() => Assert.Equal([Snapshot], Collect().Select(c => c.Kind));

    [Fact]
    public void Records_that_came_before_the_first_word_are_in_the_snapshot_and_conflated()
    {
        Happen(Record(1), Record(2));

        var snapshot = Assert.Single(Collect());

        Assert.Equal(2, snapshot.Current.Revision);
        Assert.Equal(2, _meter.Read().Conflated);
    }

    [Fact]
    public void Nothing_new_is_not_told()
    {
        Collect();

        Assert.Empty(Collect());
    }

    [Fact]
    public void Five_records_in_one_delivery_are_one_change_that_stands_for_four_more()
    {
        Collect();
        Happen(Record(1));
        Collect();
        Happen(Record(2), Record(3), Record(4), Record(5), Record(6));

        var change = Assert.Single(Collect());

        Assert.Equal((Indication, 6L, 4L), (change.Kind, change.Current.Revision, change.Conflated));
        Assert.Equal((2, 4), (_meter.Read().Delivered, _meter.Read().Conflated));
    }

    [Fact]
    public void A_gap_comes_before_the_records_that_follow_it()
    {
        Collect();
        Happen(Record(1));
        Collect();
        Happen(Lost(5), AuctionEvent.Resumed(T0.AddSeconds(6)), Record(2, 7));

        Assert.Equal([ChangeKind.Gap, Indication], Collect().Select(c => c.Kind));
    }

    [Fact]
    public void A_gap_comes_after_the_records_that_precede_it_and_the_indication_is_stale()
    {
        Collect();
        Happen(Record(1));
        Collect();
        Happen(Record(2, 1), Lost(5), AuctionEvent.Resumed(T0.AddSeconds(6)));

        Assert.Equal([Indication, ChangeKind.Gap, Stale], Collect().Select(c => c.Kind));
    }

    [Fact]
    public void Staleness_is_told_once()
    {
        Happen(Record(1));
        Collect();
        Happen(Lost(5));

        Assert.Equal([Stale], Collect().Select(c => c.Kind));
        Happen(Lost(6));
        Assert.Empty(Collect());
    }

    [Fact]
    public void Another_phase_is_told_before_the_change_that_brings_it_and_a_call_that_ends_leaves_its_indication_stale()
    {
        Happen(Record(1));
        Collect();
        Happen(AuctionEvent.Of(Some.Record(2m, phase: "112", time: new TimeOnly(9, 0)), Some.Nine));

        Assert.Equal([Phase, Indication, Stale], Collect().Select(c => c.Kind));
    }

    [Fact]
    public void A_phase_that_the_clock_brings_after_a_record_is_told_after_it()
    {
        Happen(Record(1));
        Collect();
        Happen(Record(2, second: 13 * 60), AuctionEvent.ClockTick(Some.Nine.AddSeconds(-60)));

        Assert.Equal([Indication, Phase], Collect().Select(c => c.Kind));
    }

    [Fact]
    public void Another_unknown_phase_code_is_told_although_the_phase_is_unknown_as_before()
    {
        Happen(AuctionEvent.Of(Some.Record(1m, phase: "AB1"), T0));
        Collect();
        Happen(AuctionEvent.Of(Some.Record(2m, phase: "AB2"), T0));

        Assert.Equal([Phase, Indication], Collect().Select(c => c.Kind));
    }

    [Fact]
    public void That_codes_and_clock_disagree_is_told_once()
    {
        Happen(Record(1));
        Collect();
        Happen(AuctionEvent.Of(Some.Record(2m, phase: "121"), T0));
        Assert.Equal([Phase, Disagreement, Indication], Collect().Select(c => c.Kind));
        Happen(AuctionEvent.Of(Some.Record(3m, phase: "121"), T0));

        Assert.Equal([Indication], Collect().Select(c => c.Kind));
    }

    [Fact]
    public void A_refused_registration_is_told()
    {
        Collect();
        Happen(AuctionEvent.Registered(T0, RegistrationStatus.Refused));

        var change = Assert.Single(Collect());

        Assert.Equal((Registration, RegistrationStatus.Refused), (change.Kind, change.Current.Registration));
    }

    [Fact]
    public void Delivered_and_conflated_are_the_revisions_whatever_the_rhythm()
    {
        for (var i = 1; i <= 50; i++)
        {
            Happen(Record(i));
            if (i % 7 == 0) Collect();
        }

        Collect();
        var counts = _meter.Read();
        Assert.Equal(50, counts.Delivered + counts.Conflated);
    }

    private AuctionChanges Collect()
    {
        _outbox.Mark(_cursor);
        return _outbox.Collect();
    }

    private void Happen(params AuctionEvent[] events)
    {
        foreach (var happened in events) _cell.Offer(happened);
        _cell.Drain();
    }

    private static AuctionEvent Record(decimal price, int second = 0) => AuctionEvent.Of(Some.Record(price), T0.AddSeconds(second));

    private static AuctionEvent Lost(int second) => AuctionEvent.Interrupted(T0.AddSeconds(second), GapReason.ConnectionLost);
}

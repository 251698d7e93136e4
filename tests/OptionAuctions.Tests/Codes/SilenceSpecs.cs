using System.Globalization;
using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Subscribers;

namespace OptionAuctions.Tests.Codes;

/// <summary>The connection is alive and nothing is known to be missing, but no record of a code comes although its call runs.</summary>
public sealed class SilenceSpecs
{
    private AuctionFold _fold = Fold(TimeSpan.FromMinutes(5));

    [Fact]
    public void After_so_long_without_a_record_in_a_call_the_indication_is_stale_for_that_until_the_next()
    {
        Happen(Record("08:41:00"), Tick("08:46:00"));
        Assert.True(_fold.State.IsCurrent);
        var before = _fold.State;

        Happen(Tick("08:47:00"));

        Assert.Equal((StaleReason.Silent, false), (_fold.State.Stale, _fold.State.IsCurrent));
        Assert.Equal((before.Session, before.Path, 0, null), (_fold.State.Session, _fold.State.Path, _fold.State.Gaps, _fold.State.GapSince));
        Happen(Record("08:48:00"));
        Assert.True(_fold.State.IsCurrent);
    }

    [Fact]
    public void A_subscriber_is_told_of_it_once()
    {
        using var meter = Some.Meter();
        var inbox = new AuctionInbox(Some.Code, 1024, new BatchBackpressure(64), Some.Rules(), meter);
        var cursor = new SubscriptionCursor(inbox, new LatestOutbox(Nobody.Instance, meter, TimeProvider.System));
        Assert.Equal([ChangeKind.Snapshot], Told(Record("08:41:00")));

        Assert.Equal([ChangeKind.Stale], Told(Tick("08:46:00"), Tick("08:47:00")));
        Assert.Empty(Told(Tick("08:48:00")));

        IEnumerable<ChangeKind> Told(params AuctionEvent[] events)
        {
            foreach (var happened in events) inbox.Offer(happened);
            inbox.Drain();
            var told = new AuctionChanges();
            cursor.Collect(told);
            return told.Select(change => change.Kind);
        }
    }

    [Fact]
    public void A_call_that_is_over_and_a_connection_that_is_lost_are_the_reason_as_before()
    {
        Happen(Record("08:41:00"), AuctionEvent.Interrupted(At("08:42:00"), GapReason.ConnectionLost), Tick("08:59:00"));
        Assert.Equal(StaleReason.ConnectionLost, _fold.State.Stale);
        Happen(Record("08:59:10"), Tick("09:02:00"), Tick("10:00:00"));
        Assert.Equal(StaleReason.CallEnded, _fold.State.Stale);
    }

    [Fact]
    public void A_connection_that_is_lost_after_it_is_the_reason()
    {
        Happen(Record("08:41:00"), Tick("08:47:00"), AuctionEvent.Interrupted(At("08:48:00"), GapReason.ConnectionLost));

        Assert.Equal(StaleReason.ConnectionLost, _fold.State.Stale);
    }

    [Fact]
    public void A_code_that_has_nothing_to_show_is_not_stale_for_that()
    {
        Happen(Tick("08:41:00"), Tick("08:55:00"));

        Assert.Equal(StaleReason.None, _fold.State.Stale);
    }

    [Fact]
    public void Without_a_bound_silence_means_nothing()
    {
        _fold = Fold(TimeSpan.Zero);
        Happen(Record("08:41:00"), Tick("08:59:00"));

        Assert.True(_fold.State.IsCurrent);
    }

    private static AuctionFold Fold(TimeSpan silentAfter) => new(Some.Code, null, Some.Rules(o => o.Auctions.SilentAfter = silentAfter), Some.Meter());

    private void Happen(params ReadOnlySpan<AuctionEvent> events)
    {
        foreach (ref readonly var happened in events) _fold.Apply(happened);
    }

    private static AuctionEvent Record(string time) =>
        AuctionEvent.Of(Some.Record(time: TimeOnly.Parse(time, CultureInfo.InvariantCulture)), At(time));

    private static AuctionEvent Tick(string time) => AuctionEvent.ClockTick(At(time));

    private static DateTimeOffset At(string time) =>
        new(new DateOnly(2026, 11, 23), TimeOnly.Parse(time, CultureInfo.InvariantCulture), MarketTime.Offset);
}

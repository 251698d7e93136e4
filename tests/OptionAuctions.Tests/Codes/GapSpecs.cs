using OptionAuctions.Auctions;
using OptionAuctions.Codes;

namespace OptionAuctions.Tests.Codes;

/// <summary>Gaps of one code that have several causes, and what is said of its indication meanwhile.</summary>
public sealed class GapSpecs
{
    private static readonly DateTimeOffset T0 = Some.Morning;
    private readonly AuctionFold _fold = new(Some.Code, null, Some.Rules(), Some.Meter());

    [Fact]
    public void Records_that_come_while_others_are_dropped_are_applied_and_leave_the_gap_open_and_the_indication_stale()
    {
        Happen(Record(0), Dropping(1), Record(2), Record(3));

        Assert.Equal((3, 0, At(1), StaleReason.Shed), (State.Revision, State.Gaps, State.GapSince, State.Stale));
        Assert.False(State.IsCurrent);
    }

    [Fact]
    public void Told_again_that_records_are_dropped_nothing_changes()
    {
        Happen(Record(0), Dropping(1), Record(2));
        var before = State;

        Happen(Dropping(1));

        Assert.Equal(before, State);
    }

    [Fact]
    public void When_no_more_are_dropped_it_is_one_gap_and_a_record_that_came_after_the_last_dropped_one_is_current()
    {
        Happen(Record(0), Dropping(1), Record(2), Record(6), NoMoreDropped(5));

        Assert.Equal((1, null), (State.Gaps, State.GapSince));
        Assert.Equal(new Gap(At(1), At(5), GapReason.Shed, AfterRevision: 3), State.LastGap);
        Assert.True(State.IsCurrent);
    }

    [Fact]
    public void When_no_more_are_dropped_a_record_of_before_the_last_dropped_one_stays_stale_until_the_next()
    {
        Happen(Record(0), Dropping(1), Record(2), NoMoreDropped(5));
        Assert.Equal(StaleReason.Shed, State.Stale);

        Happen(Record(6));
        Assert.True(State.IsCurrent);
    }

    [Fact]
    public void Of_messages_that_were_received_at_once_their_numbers_tell_which_came_last()
    {
        Happen(Record(0), Dropping(5), Message(3), AuctionEvent.ShedNoMore(At(5), epoch: 1, message: 4));
        Assert.Equal(StaleReason.Shed, State.Stale);

        Happen(Dropping(5), Message(6), AuctionEvent.ShedNoMore(At(5), epoch: 1, message: 5));
        Assert.True(State.IsCurrent);

        static AuctionEvent Message(int number) => AuctionEvent.Of(Some.Record(), At(5), epoch: 1, new RecordPlace(number, 1, 7));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_connection_that_is_lost_as_well_is_the_reason_whatever_was_noticed_first(bool isLostFirst)
    {
        Happen(Record(0));
        Happen(isLostFirst ? [Lost(4), Dropping(2)] : [Dropping(2), Lost(4)]);

        Assert.Equal((StaleReason.ConnectionLost, At(2)), (State.Stale, State.GapSince));
        Happen(NoMoreDropped(3));
        Assert.Equal(0, State.Gaps); // the connection is lost all the same
        Happen(AuctionEvent.Resumed(At(9)));
        Assert.Equal(new Gap(At(2), At(9), GapReason.ConnectionLost, AfterRevision: 1), State.LastGap);
    }

    [Fact]
    public void A_connection_that_is_back_ends_nothing_while_records_are_dropped()
    {
        Happen(Record(0), Dropping(2), Lost(4), AuctionEvent.Resumed(At(9)), Record(10));
        Assert.Equal((0, At(2)), (State.Gaps, State.GapSince));

        Happen(NoMoreDropped(3));

        Assert.Equal(new Gap(At(2), At(9), GapReason.ConnectionLost, AfterRevision: 2), State.LastGap); // until both were over
        Assert.True(State.IsCurrent);
    }

    [Fact]
    public void Records_that_gave_way_meanwhile_are_of_the_same_gap()
    {
        Happen(Record(0), Dropping(1), Record(3) with { ReplacesOthers = true });
        Assert.Equal((0, At(1)), (State.Gaps, State.GapSince));

        Happen(NoMoreDropped(2));

        Assert.Equal(GapReason.Shed, State.LastGap.Reason);
    }

    [Fact]
    public void The_next_gap_has_its_own_reason()
    {
        Happen(Record(0), Lost(1), AuctionEvent.Resumed(At(2)), Dropping(3), NoMoreDropped(4));

        Assert.Equal(new Gap(At(3), At(4), GapReason.Shed, AfterRevision: 1), State.LastGap);
    }

    [Fact]
    public void No_more_dropped_where_none_was_is_no_gap()
    {
        Happen(Record(0), NoMoreDropped(1), AuctionEvent.Resumed(At(1)));

        Assert.Equal((0, true), (State.Gaps, State.IsCurrent));
    }

    [Fact]
    public void A_call_that_lost_records_is_not_whole_although_that_was_over_only_after_it()
    {
        var nine = Some.Nine;
        Happen(
            AuctionEvent.Registered(nine.AddMinutes(-40), RegistrationStatus.Active), AuctionEvent.ClockTick(nine.AddMinutes(-31)), Record(0),
            AuctionEvent.Interrupted(nine.AddSeconds(-10), GapReason.Shed), AuctionEvent.ClockTick(nine.AddMinutes(2)),
            AuctionEvent.ShedNoMore(nine.AddSeconds(-5), epoch: 1, message: 1));

        Assert.Equal((1, false, false), (State.Path.Number, State.Session.InCall, State.Path.IsWhole));
    }

    [Fact]
    public void A_call_that_begins_while_records_are_dropped_is_not_whole()
    {
        var nine = Some.Nine;
        Happen(
            AuctionEvent.Registered(nine.AddMinutes(-40), RegistrationStatus.Active), AuctionEvent.ClockTick(nine.AddMinutes(-31)),
            AuctionEvent.Interrupted(nine.AddMinutes(-30.5), GapReason.Shed), AuctionEvent.ClockTick(nine.AddMinutes(-30)));

        Assert.Equal((true, false), (State.Session.InCall, State.Path.IsWhole));
    }

    private AuctionState State => _fold.State;

    private void Happen(params ReadOnlySpan<AuctionEvent> events)
    {
        foreach (ref readonly var happened in events) _fold.Apply(happened);
    }

    private static AuctionEvent Record(int second) => AuctionEvent.Of(
        Some.Record(1060m + (second * 10), time: TimeOnly.FromTimeSpan(At(second).TimeOfDay)), At(second), epoch: 1, new RecordPlace(second, 1, 7));

    private static AuctionEvent Dropping(int second) => AuctionEvent.Interrupted(At(second), GapReason.Shed);

    private static AuctionEvent NoMoreDropped(int second) => AuctionEvent.ShedNoMore(At(second), epoch: 1, message: second);

    private static AuctionEvent Lost(int second) => AuctionEvent.Interrupted(At(second), GapReason.ConnectionLost);

    private static DateTimeOffset At(int second) => T0.AddSeconds(second);
}

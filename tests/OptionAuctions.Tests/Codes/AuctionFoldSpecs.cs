using OptionAuctions.Codes;

namespace OptionAuctions.Tests.Codes;

public sealed class AuctionFoldSpecs
{
    private static readonly DateTimeOffset T0 = Some.Morning;

    [Fact]
    public void A_record_becomes_the_latest_and_raises_the_revision_by_one()
    {
        var state = After(Record(1060m, T0), Record(1080m, T0.AddSeconds(1)));

        Assert.Equal(2, state.Revision);
        Assert.Equal(1080m, state.Latest.Price.ToDecimal());
        Assert.Equal(T0.AddSeconds(1), state.ReceivedAt);
    }

    [Fact]
    public void The_age_is_what_the_record_took_from_the_venues_clock_to_ours()
    {
        var state = After(AuctionEvent.Of(Some.Record(time: new TimeOnly(8, 44, 59)), T0.AddMilliseconds(640)));

        Assert.Equal(TimeSpan.FromMilliseconds(1640), state.Age);
    }

    [Fact]
    public void Nothing_received_has_no_age() => Assert.Null(new AuctionState(Some.Code).Age);

    [Fact]
    public void A_lost_connection_makes_the_indication_stale_at_once_and_no_gap_yet()
    {
        var state = After(Record(1060m, T0), AuctionEvent.Interrupted(T0.AddSeconds(5), GapReason.ConnectionLost));

        Assert.Equal(StaleReason.ConnectionLost, state.Stale);
        Assert.Equal(T0.AddSeconds(5), state.GapSince);
        Assert.Equal(0, state.Gaps);
    }

    [Fact]
    public void Nothing_can_go_stale_before_the_first_record() =>
        Assert.Equal(StaleReason.None, After(AuctionEvent.Interrupted(T0, GapReason.ConnectionLost)).Stale);

    [Fact]
    public void Word_after_a_silence_closes_the_gap_and_leaves_the_old_indication_stale()
    {
        var state = After(
            Record(1060m, T0),
            AuctionEvent.Interrupted(T0.AddSeconds(5), GapReason.ConnectionLost),
            AuctionEvent.Resumed(T0.AddSeconds(9)));

        Assert.Equal(new Gap(T0.AddSeconds(5), T0.AddSeconds(9), GapReason.ConnectionLost, AfterRevision: 1), state.LastGap);
        Assert.Equal(1, state.Gaps);
        Assert.Null(state.GapSince);
        Assert.Equal(StaleReason.ConnectionLost, state.Stale);
    }

    [Fact]
    public void The_next_record_makes_a_stale_auction_good()
    {
        var state = After(
            Record(1060m, T0),
            AuctionEvent.Interrupted(T0.AddSeconds(5), GapReason.ConnectionLost),
            Record(1080m, T0.AddSeconds(9)));

        Assert.Equal(StaleReason.None, state.Stale);
        Assert.Equal(T0.AddSeconds(9), state.LastGap.To);
        Assert.Equal(1, state.LastGap.AfterRevision);
    }

    [Fact]
    public void A_record_received_before_the_silence_and_applied_after_it_ends_nothing()
    {
        var state = After(
            Record(1060m, T0),
            AuctionEvent.Interrupted(T0.AddSeconds(5), GapReason.ConnectionLost),
            Record(1080m, T0.AddSeconds(4)));

        Assert.Equal(2, state.Revision);
        Assert.Equal(0, state.Gaps);
        Assert.NotNull(state.GapSince);
        Assert.Equal(StaleReason.ConnectionLost, state.Stale);
    }

    [Fact]
    public void Two_losses_in_a_row_are_one_gap_from_the_first()
    {
        var state = After(
            Record(1060m, T0),
            AuctionEvent.Interrupted(T0.AddSeconds(5), GapReason.ConnectionLost),
            AuctionEvent.Interrupted(T0.AddSeconds(7), GapReason.ConnectionLost),
            AuctionEvent.Resumed(T0.AddSeconds(9)));

        Assert.Equal(1, state.Gaps);
        Assert.Equal(T0.AddSeconds(5), state.LastGap.From);
    }

    [Fact]
    public void Records_that_gave_way_leave_a_gap_before_the_one_that_took_their_place()
    {
        var state = After(Record(1060m, T0), Record(1080m, T0.AddSeconds(3)) with { ReplacesOthers = true });

        Assert.Equal(new Gap(T0, T0.AddSeconds(3), GapReason.Lagging, AfterRevision: 1), state.LastGap);
        Assert.Equal(2, state.Revision);
        Assert.Equal(StaleReason.None, state.Stale);
    }

    [Fact]
    public void A_registration_is_remembered_and_touches_nothing_else()
    {
        var before = After(Record(1060m, T0));
        var after = After(Record(1060m, T0), AuctionEvent.Registered(T0, RegistrationStatus.Refused));

        Assert.Equal(RegistrationStatus.Refused, after.Registration);
        Assert.Equal(before.Latest, after.Latest);
        Assert.Equal(before.Path, after.Path);
        Assert.Equal(before.Revision, after.Revision);
    }

    private static AuctionEvent Record(decimal price, DateTimeOffset receivedAt) => AuctionEvent.Of(Some.Record(price), receivedAt);

    private static AuctionState After(params AuctionEvent[] events)
    {
        var fold = new AuctionFold(Some.Code, null, Some.Rules(), Some.Meter());
        foreach (var happened in events) fold.Apply(happened);
        return fold.State;
    }
}

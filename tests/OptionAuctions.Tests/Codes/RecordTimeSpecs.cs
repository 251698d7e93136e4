using System.Globalization;
using CsCheck;
using OptionAuctions.Codes;

namespace OptionAuctions.Tests.Codes;

/// <summary>A record has a time without a date, and the venue may repeat one that is over when a code is registered.</summary>
public sealed class RecordTimeSpecs
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private AuctionFold _fold = Fold("ws://ops.koreainvestment.com:21000");

    [Theory]
    [InlineData("08:44:59", "2026-11-23T08:45:00", "2026-11-23")]
    [InlineData("08:46:00", "2026-11-23T08:45:00", "2026-11-23")] // by as much as the clocks may differ
    [InlineData("08:46:01", "2026-11-23T08:45:00", "2026-11-22")]
    [InlineData("15:45:00", "2026-11-23T08:31:00", "2026-11-22")]
    [InlineData("08:31:00", "2026-11-23T21:00:00", "2026-11-23")]
    [InlineData("23:59:59", "2026-11-24T00:00:05", "2026-11-23")]
    [InlineData("00:00:05", "2026-11-23T23:59:30", "2026-11-24")]
    [InlineData("00:00:05", "2026-11-23T23:59:00", "2026-11-23")]
    [InlineData("00:00:05", "2026-11-24T00:00:04", "2026-11-24")]
    public void Its_day_is_the_latest_on_which_it_was_not_in_the_future(string time, string received, string day)
    {
        var at = new DateTimeOffset(DateTime.Parse(received, CultureInfo.InvariantCulture), MarketTime.Offset);

        _fold.Apply(AuctionEvent.Of(Some.Record(time: TimeOnly.Parse(time, CultureInfo.InvariantCulture)), at));

        Assert.Equal(
            new DateTimeOffset(DateOnly.Parse(day, CultureInfo.InvariantCulture), TimeOnly.Parse(time, CultureInfo.InvariantCulture), MarketTime.Offset),
            _fold.State.PublishedAt);
    }

    [Fact]
    public void No_age_is_further_in_the_future_than_the_clocks_may_differ_nor_more_than_a_day() =>
        Gen.Select(Gen.Int[0, 86_399], Gen.Int[0, 86_399]).Sample((second, received) =>
        {
            var fold = new AuctionFold(Some.Code, null, Some.Rules(), Some.Meter());
            fold.Apply(AuctionEvent.Of(Some.Record(time: TimeOnly.MinValue.Add(TimeSpan.FromSeconds(second))), At("00:00:00").AddSeconds(received)));
            return fold.State.Age >= TimeSpan.FromMinutes(-1) && fold.State.Age < TimeSpan.FromDays(1)
                && fold.State.Ages[0] == (fold.State.Age < TimeSpan.Zero ? 1 : 0);
        });

    [Theory]
    [InlineData("15:45:00", "129")]
    [InlineData("09:00:00", "112")]
    [InlineData("15:45:00", "112")]
    [InlineData("15:44:50", "121")]
    [InlineData("14:59:59", "")]
    public void What_the_venue_repeats_of_the_day_before_does_not_touch_todays_call(string time, string phase)
    {
        Happen(Registered("08:20:00"), Tick("08:30:00"), Record("08:41:00", "08:41:00", 1060), Registered("08:41:50"));
        var before = _fold.State;

        Happen(Record("08:42:00", time, 900, phase));

        Assert.Equal((before.Session, before.Path), (_fold.State.Session, _fold.State.Path));
        Assert.Equal((2, StaleReason.CallEnded, false), (_fold.State.Revision, _fold.State.Stale, _fold.State.IsCurrent));
        Happen(Record("08:43:00", "08:43:00", 1080));
        Assert.Equal((true, 1060m, 2), (_fold.State.IsCurrent, _fold.State.Path.Low.ToDecimal(), _fold.State.Path.Revisions));
    }

    [Theory]
    [InlineData("08:25:00", "15:40:00", "121")]
    [InlineData("08:25:00", "08:55:00", "311")]
    [InlineData("08:25:00", "10:12:00", "AB1")]
    [InlineData("12:00:00", "08:59:30", "311")] // of this morning's call
    [InlineData("12:00:00", "11:00:00", "311")] // of a call during the day that must be over
    [InlineData("12:00:00", "11:58:00", "112")]
    [InlineData("09:03:00", "08:59:50", "311")]
    [InlineData("20:00:00", "15:44:00", "121")]
    public void What_is_over_begins_no_call(string received, string time, string phase)
    {
        Happen(Tick(received), Registered(received), Record(received, time, 900, phase));

        Assert.Equal((0, false, StaleReason.CallEnded), (_fold.State.Path.Number, _fold.State.Session.InCall, _fold.State.Stale));
    }

    [Fact]
    public void A_venue_on_this_machine_that_lives_on_a_clock_of_its_own_begins_its_calls_all_the_same()
    {
        _fold = Fold("ws://127.0.0.1:21000");
        Happen(Tick("20:00:00"), Registered("20:00:00"), Record("20:00:00", "08:45:00", 900));

        Assert.Equal((1, true), (_fold.State.Path.Number, _fold.State.IsCurrent));
    }

    [Fact]
    public void What_ended_this_mornings_call_does_not_end_the_closing_one()
    {
        Happen(Tick("15:35:00"), Registered("15:35:30"), Record("15:35:31", "09:00:00", 900, "112"));

        Assert.Equal(new SessionState(AuctionPhase.Indicative, CallKind.Closing), new SessionState(_fold.State.Session.Phase, _fold.State.Session.Call));
        Assert.Equal(0, _fold.State.Path.Revisions);
    }

    [Theory]
    [InlineData("08:55:00", "08:45:00", "311")] // ten minutes ago, in the call that runs
    [InlineData("15:44:00", "15:36:00", "121")]
    [InlineData("12:00:00", "11:45:00", "311")] // a call during the day, which nobody has said is over
    public void The_last_record_of_the_call_that_runs_is_current_however_long_ago_it_was(string received, string time, string phase)
    {
        Happen(Tick(received), Registered(received), Record(received, time, 1060, phase));

        Assert.True(_fold.State.IsCurrent);
        Assert.Equal((1, 1), (_fold.State.Path.Number, _fold.State.Path.Revisions));
    }

    [Fact]
    public void A_record_of_a_call_that_the_venue_extends_is_of_that_call_although_it_comes_late()
    {
        Happen(Tick("08:58:00"), Record("08:58:10", "08:58:10", 1060), Registered("09:00:30"), Record("09:00:40", "08:59:30", 1080));

        Assert.Equal((true, 2), (_fold.State.IsCurrent, _fold.State.Path.Revisions));
    }

    [Fact]
    public void What_is_repeated_does_not_keep_a_call_from_ending_by_the_clock()
    {
        Happen(
            Tick("08:58:00"), Record("08:58:10", "08:58:10", 1060), Registered("09:00:40"), Record("09:00:50", "15:45:00", 900, "129"), Tick("09:01:00"));

        Assert.Equal(AuctionPhase.Continuous, _fold.State.Session.Phase);
    }

    [Theory]
    [InlineData("08:50:00", true)] // our clock is slow by five minutes
    [InlineData("12:00:00", true)] // or is another one altogether
    [InlineData("08:41:00", false)]
    public void A_clock_that_is_wrong_costs_the_ages_and_nothing_else(string time, bool isUnknown)
    {
        Happen(Tick("08:40:00"), Record("08:44:59", "08:44:59", 1060), Record("08:45:00", time, 1080));

        Assert.True(_fold.State.IsCurrent);
        Assert.Equal((1, 2, isUnknown), (_fold.State.Path.Number, _fold.State.Path.Revisions, _fold.State.Age is null));
        Assert.True(_fold.State.Quality.HasFlag(AuctionQuality.FarFromClock));
    }

    private static AuctionFold Fold(string venue) => new(Some.Code, null, Some.Rules(o => o.WsUrl = new Uri(venue)), Some.Meter());

    private void Happen(params ReadOnlySpan<AuctionEvent> events)
    {
        foreach (ref readonly var happened in events) _fold.Apply(happened);
    }

    private static AuctionEvent Record(string received, string time, int price, string phase = "311") =>
        AuctionEvent.Of(Some.Record(price, time: TimeOnly.Parse(time, CultureInfo.InvariantCulture), phase: phase), At(received));

    private static AuctionEvent Tick(string time) => AuctionEvent.ClockTick(At(time));

    private static AuctionEvent Registered(string time) => AuctionEvent.Registered(At(time), RegistrationStatus.Active);

    private static DateTimeOffset At(string time) => new(Monday, TimeOnly.Parse(time, CultureInfo.InvariantCulture), MarketTime.Offset);
}

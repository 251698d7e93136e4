using OptionAuctions.Codes;

namespace OptionAuctions.Tests.Auctions;

/// <summary>Where an option's trading stands, by codes and by clock. Monday 2026-11-23 is a day like any other; 2026-12-10 is an expiry day.</summary>
public sealed class AuctionSessionSpecs
{
    private static readonly DateOnly Monday = new(2026, 11, 23), Expiry = new(2026, 12, 10);

    // A script: times of day, each with the phase code of a record, or - when only time passes. Then where it leaves the option.
    [Theory]
    [InlineData("08:29 -", "Closed None by clock")]
    [InlineData("08:30 -", "CallOpen Opening by clock")]
    [InlineData("08:40 -", "Indicative Opening by clock")]
    [InlineData("08:40 311", "Indicative Opening")]
    [InlineData("08:40 -|08:41 311", "Indicative Opening")]
    [InlineData("08:41 311|08:42 -", "Indicative Opening")]
    [InlineData("08:41 311|08:42 ", "Indicative Opening")]
    [InlineData("08:55 121|08:56 -", "Indicative Closing")] // what was received stands until the clock moves on
    [InlineData("08:55 121|08:59 -", "NoCancel Opening by clock")]
    [InlineData("08:59 -", "NoCancel Opening by clock")]
    [InlineData("08:59 311", "NoCancel Opening")]
    [InlineData("08:59 311|09:00 112", "Crossed Opening")]
    [InlineData("08:59 311|09:00 112|09:00:59 -", "Crossed Opening")]
    [InlineData("08:59 311|09:00 112|09:01 -", "Continuous None by clock")]
    [InlineData("08:59 311|09:00 -", "NoCancel Opening")]
    [InlineData("08:59 311|09:00:40 311|09:01 -", "Indicative Opening")]
    [InlineData("08:59 311|09:00:40 311|09:01:41 -", "Continuous None by clock")]
    [InlineData("08:59 311|09:01 -", "Continuous None by clock")]
    [InlineData("09:30 -", "Continuous None by clock")]
    [InlineData("09:30 -|10:12 311", "Indicative Intraday")]
    [InlineData("09:30 -|10:12 311|10:14:30 112", "Crossed Intraday")]
    [InlineData("09:30 -|10:12 311|10:14:30 112|10:16 -", "Continuous None by clock")]
    [InlineData("09:30 -|10:12 311|10:41 -", "Indicative Intraday")]
    [InlineData("09:30 -|10:12 311|10:42 -", "Continuous None by clock")]
    [InlineData("09:00:30 112", "Crossed Opening")]
    [InlineData("10:00 112", "Crossed Intraday")]
    [InlineData("15:33 311|15:34:50 112|15:35 -", "Indicative Closing by clock")]
    [InlineData("15:30 311|15:35 -", "Indicative Closing by clock")]
    [InlineData("15:36 121", "Indicative Closing")]
    [InlineData("15:36 311", "Indicative Closing")]
    [InlineData("15:36 121|15:45 129", "Crossed Closing")]
    [InlineData("15:36 121|15:45 129|15:46 -", "Closed None by clock")]
    [InlineData("15:36 121|15:46 -", "Closed None by clock")]
    [InlineData("08:45 ", "Indicative Opening by clock")]
    [InlineData("08:45 AB1", "Unknown Opening")]
    [InlineData("10:00 AB1", "Unknown Intraday")]
    [InlineData("10:00 ", "Unknown Intraday")]
    [InlineData("08:45 AB1|08:46 311", "Indicative Opening")]
    [InlineData("08:45 AB1|09:02 -", "Continuous None by clock")]
    [InlineData("15:45 129|15:45:01 129", "Crossed Closing")]
    [InlineData("15:34 -|15:35:05 112", "Indicative Closing by clock")] // left over from the morning: the clock and the record itself know better
    [InlineData("15:35:05 112|15:36 112|15:37 -", "Indicative Closing by clock")]
    [InlineData("15:35:05 112|15:36 121", "Indicative Closing")]
    [InlineData("15:36 121|15:37 112", "Indicative Closing")]
    [InlineData("15:35:05 112|15:44:10 112", "Crossed Closing")] // within the clock's tolerance of the end
    [InlineData("15:35:05 112|15:45:02 112", "Crossed Closing")]
    [InlineData("15:35:05 112|15:46 -", "Closed None by clock")]
    [InlineData("08:40:05 129", "Indicative Opening by clock")] // left over from yesterday
    [InlineData("08:59:05 112", "Crossed Opening")]
    [InlineData("10:12 311|10:14 112", "Crossed Intraday")] // no calendar has it, so the code alone ends it
    public void It_stands_where_the_newest_word_puts_it(string script, string stands) => Assert.Equal(stands, Told(Play(script, Monday)));

    [Theory]
    [InlineData("08:50 112", true)]
    [InlineData("08:50 121", true)]
    [InlineData("12:00 121", true)]
    [InlineData("20:00 311", true)]
    [InlineData("08:59:30 112", false)] // by half a minute: the clocks may be apart
    [InlineData("08:39:30 311", false)]
    [InlineData("08:28 311", true)]
    [InlineData("12:00 311", false)]
    [InlineData("08:50 AB1", false)]
    [InlineData("20:00 ", false)]
    [InlineData("09:00:30 311", false)]
    [InlineData("09:05 311", false)] // nobody knows better than that it is another call
    [InlineData("08:59 311|09:01:30 311|09:02 -", true)] // still published although the clock has it over
    [InlineData("08:50 112|09:02 -", false)]
    [InlineData("08:50 121|08:51 -", true)]
    [InlineData("08:50 121|09:00:30 -", true)]
    [InlineData("08:50 121|08:51 311", false)]
    [InlineData("15:35:05 112", true)]
    [InlineData("15:35:05 112|15:36 121", false)]
    [InlineData("15:35:05 112|15:46 -", false)]
    public void Codes_and_clock_that_contradict_each_other_are_said_to(string script, bool disagrees) =>
        Assert.Equal(disagrees, Play(script, Monday).Session.Disagrees);

    [Fact]
    public void A_series_that_expires_has_no_closing_call()
    {
        Assert.Equal("Closed None by clock", Told(Play("15:00 -|15:20 -", Expiry, expires: true)));
        Assert.Equal("Closed None by clock", Told(Play("15:00 -|15:36 -", Expiry, expires: true)));
        Assert.Equal("Indicative Closing by clock", Told(Play("15:00 -|15:36 -", Expiry, expires: false)));
        Assert.True(Play("15:00 -|15:36 121", Expiry, expires: true).Session.Disagrees);
    }

    [Fact]
    public void A_holiday_has_no_call_and_a_record_on_it_is_carried_all_the_same()
    {
        var christmas = new DateOnly(2026, 12, 25);

        Assert.Equal("Closed None by clock", Told(Play("08:45 -", christmas)));
        var received = Play("08:45 -|08:45:10 311", christmas);
        Assert.Equal("Indicative Intraday", Told(received));
        Assert.True(received.Session.Disagrees);
        Assert.True(received.IsCurrent);
    }

    [Fact]
    public void What_the_clock_says_is_kept_beside_what_was_received() =>
        Assert.Equal(new SessionState(AuctionPhase.Indicative, CallKind.Opening), Play("08:50 112", Monday).Session.Clock);

    [Theory]
    [InlineData("08:41 311|08:42 311", 1)]
    [InlineData("08:41 311|08:42 121|08:43 311", 1)] // a code that gives the running call another name does not make it another
    [InlineData("08:41 AB1|08:42 311", 1)]
    [InlineData("08:41 311|09:00 112|09:00:01 112", 1)]
    [InlineData("08:41 311|09:00 112|10:12 311", 2)]
    [InlineData("15:35:05 112|15:36 112|15:45 129", 1)]
    [InlineData("15:34 311|15:35:10 121", 2)] // here the clock has come to another call too
    [InlineData("15:34 311|15:35 -|15:35:10 121", 2)]
    public void A_call_is_counted_once(string script, int calls) => Assert.Equal(calls, Play(script, Monday).Path.Number);

    [Fact]
    public void Since_when_it_stands_so_does_not_move_while_it_does() =>
        Assert.Equal(At(Monday, "08:45"), Play("08:45 311|08:46 311|08:47 -", Monday).Session.Since);

    private static AuctionState Play(string script, DateOnly day, bool expires = false)
    {
        var fold = new AuctionFold(Some.Code, expires ? day : null, Some.Rules(), Some.Meter());
        foreach (var step in script.Split('|'))
        {
            var (time, code) = (step.Split(' ')[0], step.Split(' ')[1]);
            fold.Apply(code == "-"
                ? AuctionEvent.ClockTick(At(day, time))
                : AuctionEvent.Of(Some.Record(phase: code, time: TimeOnly.FromTimeSpan(At(day, time).TimeOfDay)), At(day, time)));
        }

        return fold.State;
    }

    private static string Told(AuctionState state) => $"{state.Session.Phase} {state.Session.Call}{(state.Session.IsByClock ? " by clock" : "")}";

    private static DateTimeOffset At(DateOnly day, string time) =>
        new(day, TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), MarketTime.Offset);
}

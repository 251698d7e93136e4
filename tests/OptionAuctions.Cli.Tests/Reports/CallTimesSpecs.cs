using OptionAuctions.Cli.Reports;

namespace OptionAuctions.Cli.Tests.Reports;

public sealed class CallTimesSpecs
{
    private static readonly TradingCalendar Calendar = TradingCalendar.BuiltIn;

    [Theory]
    [InlineData("2026-11-23 08:45:14", "opening call, crosses at 09:00:00, in 14:46")]
    [InlineData("2026-11-23 08:59:59.500", "opening call, crosses at 09:00:00, in 0:01")]
    [InlineData("2026-11-23 09:00:00", "no call; the closing call begins at 15:35:00, in 6:35:00")]
    [InlineData("2026-11-23 15:40:00", "closing call, crosses at 15:45:00, in 5:00")]
    [InlineData("2026-11-23 15:45:00", "no call; the opening call begins at 08:30:00 on 2026-11-24, in 16:45:00")]
    [InlineData("2026-11-27 16:00:00", "no call; the opening call begins at 08:30:00 on 2026-11-30, in 64:30:00")]
    public void The_countdown_says_when_the_call_crosses_or_the_next_begins(string now, string text)
    {
        var moment = At(now);

        Assert.Equal(text, CallText.Countdown(CallTimes.AtOrAfter(Calendar, moment), moment));
    }

    [Fact]
    public void An_opening_call_is_published_later_than_it_begins()
    {
        var call = CallTimes.AtOrAfter(Calendar, At("2026-11-23 07:00:00"));

        Assert.Equal(new CallTimes(CallKind.Opening, At("2026-11-23 08:30"), At("2026-11-23 08:40"), At("2026-11-23 09:00")), call);
        Assert.Equal(new CallTimes(CallKind.Closing, At("2026-11-23 15:35"), At("2026-11-23 15:35"), At("2026-11-23 15:45")), call.Next(Calendar));
    }

    [Fact]
    public void A_call_that_is_over_is_told_once_at_the_second_look_after_it()
    {
        var watch = new CallWatch(Calendar);
        string[] looks = ["08:59:58", "08:59:59", "09:00:00", "09:00:01", "09:00:02", "15:35:00", "15:46:00", "15:46:01", "15:46:02"];

        var ended = looks.Select(look => watch.EndedAt(At($"2026-11-23 {look}"))?.Call).ToArray();

        Assert.Equal([null, null, null, CallKind.Opening, null, null, null, CallKind.Closing, null], ended);
    }

    private static DateTimeOffset At(string text) =>
        new(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), MarketTime.Offset);
}

using static OptionAuctions.Market.Tests.ShippedFiles;

namespace OptionAuctions.Market.Tests;

public sealed class TradingCalendarSpecs
{
    private static readonly string[] NormalDay =
    [
        "00:00 Closed", "08:30 CallOpen Opening", "08:40 Indicative Opening", "08:59 NoCancel Opening", "09:00 Continuous",
        "15:35 Indicative Closing", "15:45 Closed",
    ];

    private static readonly string[] LastDay =
    [
        "00:00 Closed", "08:30 CallOpen Opening", "08:40 Indicative Opening", "08:59 NoCancel Opening", "09:00 Continuous", "15:20 Closed",
    ];

    private static readonly string[] ClosedDay = ["00:00 Closed"];

    public static TheoryData<string, string?, string[]> Days => new()
    {
        { "2026-11-23", null, NormalDay },
        { "2026-11-23", "2026-12-10", NormalDay },
        { "2026-12-10", null, NormalDay }, // of a series that expires later, or nobody knows when
        { "2026-12-10", "2027-01-14", NormalDay },
        { "2026-12-10", "2026-12-10", LastDay },
        { "2026-12-11", "2026-12-10", ClosedDay },
        { "2027-05-12", "2027-05-12", LastDay },
        { "2026-11-21", null, ClosedDay }, // Saturday
        { "2026-11-22", null, ClosedDay },
        { "2026-12-25", null, ClosedDay },
        { "2026-12-31", null, ClosedDay },
        {
            "2027-01-04", null, // first trading day of the year
            [
                "00:00 Closed", "09:30 CallOpen Opening", "09:40 Indicative Opening", "09:59 NoCancel Opening", "10:00 Continuous",
                "15:35 Indicative Closing", "15:45 Closed",
            ]
        },
        {
            "2026-11-19", null, // university entrance exam
            [
                "00:00 Closed", "09:30 CallOpen Opening", "09:40 Indicative Opening", "09:59 NoCancel Opening", "10:00 Continuous",
                "16:35 Indicative Closing", "16:45 Closed",
            ]
        },
        {
            "2026-11-19", "2026-11-19",
            [
                "00:00 Closed", "09:30 CallOpen Opening", "09:40 Indicative Opening", "09:59 NoCancel Opening", "10:00 Continuous",
                "16:20 Closed",
            ]
        },
        { "2025-12-25", null, NormalDay }, // not covered: a weekday is a weekday
        { "2028-01-03", null, NormalDay },
        { "2028-01-08", null, ClosedDay },
    };

    [Theory]
    [MemberData(nameof(Days))]
    public void A_day_has_its_timetable(string day, string? lastTradingDay, string[] timetable) =>
        Assert.Equal(timetable, Timetable(BuiltIn, Day(day), lastTradingDay is null ? null : Day(lastTradingDay)));

    [Theory]
    [InlineData("2026-11-23 08:59:00", "2026-11-23 08:59", "2026-11-23 09:00", AuctionPhase.NoCancel)]
    [InlineData("2026-11-23 08:59:59.9999999", "2026-11-23 08:59", "2026-11-23 09:00", AuctionPhase.NoCancel)]
    [InlineData("2026-11-23 09:00:00", "2026-11-23 09:00", "2026-11-23 15:35", AuctionPhase.Continuous)]
    [InlineData("2026-11-23 23:59:59.9999999", "2026-11-23 15:45", "2026-11-24 00:00", AuctionPhase.Closed)]
    [InlineData("2026-11-22 12:00:00", "2026-11-22 00:00", "2026-11-23 00:00", AuctionPhase.Closed)]
    public void A_segment_holds_its_first_moment_and_not_its_last(string moment, string from, string to, AuctionPhase phase)
    {
        var segment = BuiltIn.SegmentAt(Kst(moment), null);

        Assert.Equal((Kst(from), Kst(to), phase), (segment.From, segment.To, segment.State.Phase));
        Assert.Equal((TimeSpan.FromHours(9), TimeSpan.FromHours(9)), (segment.From.Offset, segment.To.Offset));
    }

    [Theory]
    [InlineData("2026-11-23 03:00", "2026-11-23 08:30")]
    [InlineData("2026-11-23 08:29:59.9999999", "2026-11-23 08:30")]
    [InlineData("2026-11-23 08:30", "2026-11-23 08:31")]
    [InlineData("2026-11-23 08:58:59", "2026-11-23 08:59")]
    [InlineData("2026-11-23 15:44:30", "2026-11-23 15:45")]
    [InlineData("2026-11-23 15:46:59", "2026-11-23 15:47")]
    [InlineData("2026-11-23 15:47", "2026-11-24 08:30")]
    [InlineData("2026-11-20 18:00", "2026-11-23 08:30")] // over a weekend
    [InlineData("2026-12-30 18:00", "2027-01-04 09:30")] // over the end of the year, to a late start
    [InlineData("2027-01-04 08:30", "2027-01-04 09:30")]
    [InlineData("2026-11-19 16:46:30", "2026-11-19 16:47")]
    [InlineData("2026-11-19 16:47", "2026-11-20 08:30")]
    public void Who_watches_the_session_looks_again_at(string now, string next)
    {
        var tick = BuiltIn.NextTickAfter(Kst(now));

        Assert.Equal((Kst(next), TimeSpan.FromHours(9)), (tick, tick.Offset));
    }

    [Theory]
    [InlineData("2027-11-30", null)]
    [InlineData("2027-12-01", "the trading calendar runs out on 2027-12-31: put the holidays, late starts and expiry days of the next year into its files")]
    [InlineData("2027-12-31", "the trading calendar runs out on 2027-12-31: put the holidays, late starts and expiry days of the next year into its files")]
    [InlineData("2028-01-01", "the trading calendar ran out on 2027-12-31: every weekday counts as a trading day with the usual hours")]
    [InlineData("2020-01-01", null)]
    public void It_is_said_thirty_days_ahead_that_the_calendar_runs_out(string today, string? sentence) =>
        Assert.Equal(sentence, BuiltIn.WarningOn(Day(today)));
}

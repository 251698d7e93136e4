using CsCheck;
using static OptionAuctions.Market.Tests.ShippedFiles;

namespace OptionAuctions.Market.Tests;

public sealed class SegmentPropertySpecs
{
    private static readonly DateTimeOffset Begin = Kst("2025-12-01 00:00");
    private static readonly int Days = Day("2028-02-01").DayNumber - Day("2025-12-01").DayNumber;

    // Every tick is possible, and so are those on a boundary.
    private static readonly Gen<DateTimeOffset> Moment = Gen.OneOf(
        Gen.Long[0, Days * TimeSpan.TicksPerDay].Select(Begin.AddTicks),
        Gen.Int[0, Days * 24 * 60].Select(minutes => Begin.AddMinutes(minutes)));

    private static readonly Gen<DateOnly?> LastTradingDay = Gen.Frequency(
        (1, Gen.Const((DateOnly?)null)),
        (4, Gen.Int[0, Days].Select(days => (DateOnly?)Day("2025-12-01").AddDays(days))));

    // A random last day is seldom near a random moment.
    private static readonly Gen<(DateTimeOffset, DateOnly?)> Case = Gen.OneOf(
        Gen.Select(Moment, LastTradingDay),
        Gen.Select(Moment, Gen.Int[-2, 2], (moment, days) => (moment, (DateOnly?)DateOnly.FromDateTime(moment.DateTime).AddDays(days))));

    [Fact]
    public void Segments_follow_each_other_without_holes() => Case.Sample((moment, lastTradingDay) =>
    {
        var segment = BuiltIn.SegmentAt(moment, lastTradingDay);

        Assert.True(segment.From <= moment && moment < segment.To);
        Assert.Equal(segment, BuiltIn.SegmentAt(segment.From, lastTradingDay));
        Assert.Equal(segment, BuiltIn.SegmentAt(segment.To.AddTicks(-1), lastTradingDay));
        Assert.Equal(segment.To, BuiltIn.SegmentAt(segment.To, lastTradingDay).From);
    });

    [Fact]
    public void Behind_its_last_trading_day_a_series_stays_closed() => Case.Sample((moment, lastTradingDay) =>
    {
        var day = DateOnly.FromDateTime(moment.DateTime);
        var phase = BuiltIn.SegmentAt(moment, lastTradingDay).State.Phase;

        if (day > lastTradingDay || !BuiltIn.IsTradingDay(day)) Assert.Equal(AuctionPhase.Closed, phase);
    });

    [Fact]
    public void Whoever_looks_at_every_tick_misses_no_change_of_state() => Moment.Sample(moment =>
    {
        var tick = BuiltIn.NextTickAfter(moment);

        Assert.True(tick > moment);
        for (var segment = BuiltIn.SegmentAt(moment, null); segment.To < tick;)
        {
            var next = BuiltIn.SegmentAt(segment.To, null);
            Assert.Equal(segment.State, next.State);
            Assert.True(next.To > segment.To);
            segment = next;
        }
    });

    [Fact]
    public void A_moment_is_the_same_whatever_offset_it_is_said_in() => Gen.Select(Moment, Gen.Int[-14, 14]).Sample((moment, hours) =>
    {
        var elsewhere = moment.ToOffset(TimeSpan.FromHours(hours));

        Assert.Equal(BuiltIn.SegmentAt(moment, null), BuiltIn.SegmentAt(elsewhere, null));
        Assert.Equal(BuiltIn.NextTickAfter(moment), BuiltIn.NextTickAfter(elsewhere));
        Assert.Equal(MarketTime.Offset, BuiltIn.NextTickAfter(elsewhere).Offset);
    });
}

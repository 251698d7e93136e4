namespace OptionAuctions.Wire.Tests;

public sealed class MarketTimeSpecs
{
    [Theory]
    [InlineData("000001", 0, 0, 1)]
    [InlineData("000100", 0, 1, 0)]
    [InlineData("010000", 1, 0, 0)]
    [InlineData("084512", 8, 45, 12)]
    [InlineData("235959", 23, 59, 59)]
    public void A_time_is_hours_minutes_and_seconds(string text, int hour, int minute, int second) =>
        Assert.Equal(new TimeOnly(hour, minute, second), Frames.Record(Frames.Fields(time: text)).Time);

    [Theory]
    [InlineData("240000")]
    [InlineData("006000")]
    [InlineData("000060")]
    [InlineData("84512")]
    [InlineData("0845120")]
    [InlineData("08:45:12")]
    [InlineData("-84512")]
    [InlineData("08451x")]
    [InlineData("0845x2")]
    [InlineData("0x4512")]
    [InlineData("08-512")]
    [InlineData("0 4512")]
    [InlineData("0:4512")] // the character behind 9 would make it ten o'clock
    [InlineData("1/4512")] // and the one before 0 nine
    public void Anything_else_is_refused(string text) => Assert.Equal(DecodeError.BadTime, Frames.Refusal(Frames.Fields(time: text)));

    [Theory]
    [InlineData("08:45:12", "2026-11-20T23:45:13Z", "2026-11-21T08:45:12+09:00")]
    [InlineData("23:59:59", "2026-11-20T15:00:01Z", "2026-11-20T23:59:59+09:00")] // received after midnight
    [InlineData("00:00:01", "2026-11-20T14:59:59Z", "2026-11-21T00:00:01+09:00")] // the venue's clock runs ahead
    [InlineData("21:00:00", "2026-11-21T09:00:00+09:00", "2026-11-21T21:00:00+09:00")]
    [InlineData("09:00:00", "2026-11-21T21:00:00+09:00", "2026-11-21T09:00:00+09:00")]
    public void A_time_without_a_date_is_on_the_day_that_brings_it_nearest(string time, string received, string moment)
    {
        var nearest = MarketTime.Nearest(TimeOnly.Parse(time, null), DateTimeOffset.Parse(received, null));

        Assert.Equal(DateTimeOffset.Parse(moment, null), nearest);
        Assert.Equal(TimeSpan.FromHours(9), nearest.Offset);
    }

    [Fact]
    public void Now_is_the_clocks_moment_in_Korea()
    {
        var now = MarketTime.Now(new StoppedClock(new DateTimeOffset(2026, 11, 20, 23, 0, 0, TimeSpan.Zero)));

        Assert.Equal("2026-11-21T08:00:00.0000000+09:00", now.ToString("O"));
    }

    private sealed class StoppedClock(DateTimeOffset utc) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => utc;
    }
}

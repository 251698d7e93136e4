using OptionAuctions.Feed.Dialing;

namespace OptionAuctions.Tests.Feed.Dialing;

public sealed class NightDialingSpecs
{
    private static readonly DateTimeOffset Night = new(2026, 12, 1, 2, 0, 0, TimeSpan.FromHours(9)), Opening = Night.AddHours(6.5);

    [Fact]
    public void While_a_session_is_open_the_feed_has_to_be_connected_now() => Assert.Null(NightDialing.ConnectBy(Night, opening: null));

    [Fact]
    public void Before_an_opening_it_has_to_be_connected_a_few_minutes_earlier()
    {
        Assert.Equal(Opening.AddMinutes(-3), NightDialing.ConnectBy(Night, Opening));
        Assert.Null(NightDialing.ConnectBy(Opening.AddMinutes(-3), Opening));
    }

    [Fact]
    public void The_first_dial_of_a_night_is_made_at_once() => Assert.Null(NightDialing.Until(Night, sinceLast: null, Opening));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(4, 6)]
    [InlineData(10, null)]
    public void The_next_one_comes_ten_minutes_after_the_one_before(int sinceLast, int? wait) =>
        Assert.Equal(wait is { } minutes ? Night.AddMinutes(minutes) : null, NightDialing.Until(Night, TimeSpan.FromMinutes(sinceLast), Opening));

    [Fact]
    public void It_is_not_put_off_beyond_the_moment_at_which_the_feed_has_to_be_connected() =>
        Assert.Equal(Night.AddMinutes(5), NightDialing.Until(Night, TimeSpan.Zero, Night.AddMinutes(5)));

    [Fact]
    public void While_a_session_is_open_nothing_is_put_off() => Assert.Null(NightDialing.Until(Night, TimeSpan.Zero, connectBy: null));

    [Theory]
    [InlineData("2026-12-01T02:00", "2026-12-01")]
    [InlineData("2026-12-04T18:00", "2026-12-07")] // a weekend
    [InlineData("2026-12-01T08:40", null)]
    [InlineData("2026-12-01T12:00", null)]
    public void The_calendar_knows_the_next_opening(string now, string? day)
    {
        var opening = ReferenceData.BuiltIn.Calendar.NextOpening(DateTimeOffset.Parse($"{now}+09:00", System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(day, opening?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }
}

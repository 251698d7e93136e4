using OptionAuctions.Venue.Scenarios;

namespace OptionAuctions.Venue.Tests.Scenarios;

public sealed class WhenSpecs
{
    private static readonly DateTimeOffset Began = new(2026, 11, 23, 8, 40, 0, MarketTime.Offset);

    [Theory]
    [InlineData("at 08:59:00", "1139 false, 1140 true, 1141 false")]
    [InlineData("from 08:45:00 to 08:46:00", "299 false, 300 true, 359 true, 360 false")]
    [InlineData("from 08:45:00", "299 false, 300 true, 40000 true")]
    [InlineData("after 5 seconds for 20 seconds", "4 false, 5 true, 24 true, 25 false")]
    [InlineData("after 5 seconds", "4 false, 5 true, 40000 true")]
    [InlineData("every 30 seconds for 5 seconds", "0 false, 4 false, 29 false, 30 true, 34 true, 35 false, 60 true")]
    public void A_window_covers_what_it_says(string text, string expected)
    {
        var when = Read(text);
        Assert.All(expected.Split(", "), pair =>
        {
            var (second, covers) = (double.Parse(pair.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), bool.Parse(pair.Split(' ')[1]));
            Assert.True(covers == when.Covers(Began.AddSeconds(second), Began), pair);
        });
    }

    [Theory]
    [InlineData("at 08:59:00", 0, 1140)]
    [InlineData("at 08:59:00", 1140, 1140 + 86_400)]
    [InlineData("at 08:30:00", 0, 86_400 - 600)]
    [InlineData("after 5 seconds", 0, 5)]
    [InlineData("every 30 seconds", 0, 30)]
    [InlineData("every 30 seconds", 30, 60)]
    [InlineData("every 30 seconds", 31, 60)]
    public void What_comes_next_is_behind_now(string text, double after, double next) =>
        Assert.Equal(Began.AddSeconds(next), Read(text).Next(Began.AddSeconds(after), Began));

    [Theory]
    [InlineData("from 08:45:00 to 08:46:00", 300, 360)]
    [InlineData("after 5 seconds for 20 seconds", 6, 25)]
    [InlineData("every 30 seconds for 5 seconds", 62, 65)]
    public void A_window_knows_its_end(string text, double now, double until) =>
        Assert.Equal(Began.AddSeconds(until), Read(text).Until(Began.AddSeconds(now), Began));

    [Fact]
    public void What_happened_once_does_not_happen_again() => Assert.Null(Read("after 5 seconds").Next(Began.AddSeconds(5), Began));

    private static When Read(string text)
    {
        ReadOnlySpan<string> words = text.Split(' ');
        var when = WhenReader.Read(ref words, out _);
        Assert.True(words.IsEmpty);
        return when;
    }
}

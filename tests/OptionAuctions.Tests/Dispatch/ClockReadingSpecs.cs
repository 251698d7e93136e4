using OptionAuctions.Replay;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Tests.Dispatch;

public sealed class ClockReadingSpecs
{
    private readonly VirtualClock _time = new();

    [Theory]
    [InlineData(0, 10)]     // nobody touched the clock
    [InlineData(3600, 3610)] // the machine slept for an hour
    [InlineData(-3600, 10)] // the clock was set back
    public void An_age_is_the_longer_of_what_both_clocks_say(int setBySeconds, int expectedSeconds)
    {
        var reading = ClockReading.Of(_time);
        _time.Advance(TimeSpan.FromSeconds(10));
        _time.SetWallClock(_time.Now.AddSeconds(setBySeconds));

        Assert.Equal(TimeSpan.FromSeconds(expectedSeconds), reading.Age(_time));
    }
}

using OptionAuctions.Codes;

namespace OptionAuctions.Tests.Codes;

[Collection(RaceCollection.Name)]
public sealed class ClockSegmentSpecs
{
    private static readonly long InCall = AuctionPath.Ticks(Some.Morning), Later = AuctionPath.Ticks(Some.Nine.AddHours(1));

    private readonly ClockSegment _clock = Some.Rules().ClockOf(lastTradingDay: null);

    [Fact]
    public void Options_of_one_last_trading_day_share_the_segments_of_their_clock()
    {
        var rules = Some.Rules();
        var (day, other) = (new DateOnly(2026, 12, 10), new DateOnly(2027, 1, 14));

        Assert.Same(rules.ClockOf(day).At(InCall), rules.ClockOf(day).At(InCall));
        Assert.NotSame(rules.ClockOf(day), rules.ClockOf(other));
        Assert.NotSame(rules.ClockOf(day), rules.ClockOf(null));
    }

    [Fact]
    public async Task Whoever_asks_has_the_segment_of_its_own_moment_whatever_another_thread_asks_meanwhile()
    {
        ClockSegment one = _clock, other = _clock;
        var wrong = await Race.RunAsync(
            before: () => _clock.At(InCall),
            one: () => one = _clock.At(InCall),
            other: () => other = _clock.At(Later),
            isWrong: () => !one.State.InCall || other.State.InCall);

        Assert.Equal(0, wrong);
    }
}

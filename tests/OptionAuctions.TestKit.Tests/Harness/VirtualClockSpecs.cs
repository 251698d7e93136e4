using OptionAuctions.Replay;
namespace OptionAuctions.TestKit.Tests.Harness;

public sealed class VirtualClockSpecs
{
    private readonly VirtualClock _clock = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void It_stands_still_five_seconds_before_an_opening_call() => Assert.Equal(
        (VirtualClock.BeforeTheOpening, TimeSpan.Zero, TimeSpan.FromHours(9)), (_clock.Now, _clock.GetElapsedTime(0), _clock.GetLocalNow().Offset));

    [Fact]
    public void Timers_fire_in_order_each_at_its_own_moment_and_as_often_as_they_are_due()
    {
        Timer("late", seconds: 3);
        Timer("early", seconds: 2);
        Timer("every second", seconds: 1, everySeconds: 1);
        Timer("too late", seconds: 4);

        _clock.Advance(TimeSpan.FromSeconds(3.5));

        Assert.Equal(["1 every second", "2 early", "2 every second", "3 late", "3 every second"], _fired);
        Assert.Equal(3.5, Elapsed);
    }

    [Fact]
    public void A_timer_that_was_stopped_or_set_anew_does_not_fire_as_it_was_first_set()
    {
        Timer("stopped", seconds: 1).Dispose();
        Timer("set anew", seconds: 1).Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(["5 set anew"], _fired);
    }

    [Fact]
    public void A_timer_set_by_a_timer_fires_in_the_same_advance()
    {
        _clock.CreateTimer(_ => Timer("second", seconds: 1), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["2 second"], _fired);
    }

    [Fact]
    public async Task What_is_due_now_fires_without_anybody_moving_the_clock()
    {
        var fired = new TaskCompletionSource();
        await using var timer = _clock.CreateTimer(_ => fired.TrySetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await fired.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public void A_wall_clock_that_is_set_moves_neither_timestamps_nor_timers(int hours)
    {
        Timer("in two seconds", seconds: 2);
        _clock.Advance(TimeSpan.FromSeconds(1));

        _clock.SetWallClock(_clock.Now.AddHours(hours));

        Assert.Equal((VirtualClock.BeforeTheOpening.AddHours(hours).AddSeconds(1), 1), (_clock.Now, Elapsed));
        Assert.Empty(_fired);
        _clock.AdvanceTo(VirtualClock.BeforeTheOpening.AddHours(hours).AddSeconds(3));
        Assert.Equal((3, "2 in two seconds"), (Elapsed, Assert.Single(_fired)));
    }

    [Fact]
    public void Time_does_not_go_back()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.AdvanceTo(_clock.Now.AddSeconds(-1)));
    }

    private double Elapsed => _clock.GetElapsedTime(0).TotalSeconds;

    private ITimer Timer(string name, int seconds, int? everySeconds = null) => _clock.CreateTimer(
        _ => _fired.Add($"{Elapsed} {name}"), null, TimeSpan.FromSeconds(seconds),
        everySeconds is { } every ? TimeSpan.FromSeconds(every) : Timeout.InfiniteTimeSpan);
}

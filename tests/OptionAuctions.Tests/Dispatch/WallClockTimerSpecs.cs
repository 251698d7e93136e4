using OptionAuctions.Replay;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Tests.Dispatch;

public sealed class WallClockTimerSpecs : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1), Look = TimeSpan.FromSeconds(15);
    private readonly VirtualClock _time = new();
    private readonly CallbackActorRef _receiver = new();
    private readonly WallClockTimer _timer;
    private readonly DateTimeOffset _begin;

    public WallClockTimerSpecs()
    {
        _timer = new WallClockTimer(_receiver, "due", _time);
        _begin = _time.Now;
    }

    [Fact]
    public void It_goes_off_at_its_moment_and_once()
    {
        _timer.StartAt(_begin + Hour);
        _time.Advance(Hour - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, _receiver.Count);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(_receiver.Count > 0);
        Assert.True(_timer.IsDue());
        var sent = _receiver.Count;

        _time.Advance(Hour);

        Assert.Equal(sent, _receiver.Count);
        Assert.False(_timer.IsDue());
    }

    [Fact]
    public void A_moment_that_the_machine_slept_through_is_noticed_at_the_next_look()
    {
        _timer.StartAt(_begin + Hour);
        _time.SetWallClock(_begin + (2 * Hour));

        _time.Advance(Look);

        Assert.True(_receiver.Count > 0);
        Assert.True(_timer.IsDue());
    }

    [Fact]
    public void An_actor_that_is_behind_is_not_told_with_each_look()
    {
        _timer.StartAt(_begin + Hour);

        _time.Advance(24 * Hour);

        Assert.Equal(2, _receiver.Count); // by the elapsed time and by a look
        Assert.True(_timer.IsDue());
    }

    [Fact]
    public void With_a_clock_that_was_set_back_it_goes_off_when_that_clock_shows_the_moment()
    {
        _timer.StartAt(_begin + Hour);
        _time.Advance(Hour / 2);
        _time.SetWallClock(_begin + (Hour / 4));

        _time.Advance(Hour / 2);
        Assert.Equal(1, _receiver.Count);
        Assert.False(_timer.IsDue()); // a quarter of an hour too early

        _time.Advance(Hour / 4);
        Assert.Equal(_begin + Hour, _time.Now);
        Assert.True(_receiver.Count > 1);
        Assert.True(_timer.IsDue());
    }

    [Fact]
    public void A_clock_that_was_set_back_to_before_it_was_set_makes_it_due()
    {
        _timer.StartAt(_begin + Hour);
        _time.SetWallClock(_begin - TimeSpan.FromDays(1));

        _time.Advance(Look);

        Assert.True(_receiver.Count > 0);
        Assert.True(_timer.IsDue());
    }

    [Fact]
    public void A_moment_further_away_than_a_timer_of_the_platform_can_be_set_to_is_waited_for()
    {
        var real = new WallClockTimer(_receiver, "due", TimeProvider.System); // it would throw
        real.StartAt(DateTimeOffset.MaxValue);
        real.Dispose();

        _timer.StartAt(_begin.AddDays(100));
        for (var day = 0; day < 99; day++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            Assert.False(_timer.IsDue());
        }

        _time.Advance(TimeSpan.FromDays(1));
        Assert.True(_timer.IsDue());
    }

    [Fact]
    public void Cancelled_or_disposed_of_it_goes_off_no_more_and_a_message_that_is_under_way_is_not_due()
    {
        _timer.StartAt(_begin + Hour);
        _time.Advance(Hour);
        var sent = _receiver.Count;
        _timer.Cancel();
        Assert.False(_timer.IsDue());

        _timer.StartAt(_begin + (2 * Hour));
        _timer.Dispose();
        _time.Advance(2 * Hour);
        Assert.Equal(sent, _receiver.Count);
    }

    public void Dispose() => _timer.Dispose();
}

using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Tests.Dispatch;

public sealed class ActorTimerSpecs : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly CallbackActorRef _receiver = new();
    private readonly ActorTimer _timer;

    public ActorTimerSpecs() => _timer = new ActorTimer(_receiver, "due", _time);

    [Fact]
    public void It_goes_off_when_the_time_is_over_and_once()
    {
        _timer.Start(Milliseconds(1000));
        Pass(999);
        Assert.Equal(0, _receiver.Count);
        Pass(1);
        Assert.Equal(1, _receiver.Count);
        Assert.True(_timer.IsDue());
        Pass(10_000);
        Assert.Equal(1, _receiver.Count);
        Assert.False(_timer.IsDue());
    }

    [Fact]
    public void The_time_counts_from_the_moment_that_is_given()
    {
        var since = _time.GetTimestamp();
        Pass(900);
        _timer.StartNoLaterThan(since, Milliseconds(1000));
        Pass(99);
        Assert.Equal(0, _receiver.Count);
        Pass(1);
        Assert.Equal(1, _receiver.Count);
    }

    [Fact]
    public void A_time_that_is_over_already_goes_off_at_once()
    {
        var since = _time.GetTimestamp();
        Pass(2000);
        _timer.StartNoLaterThan(since, Milliseconds(1000));
        Pass(0);

        Assert.Equal(1, _receiver.Count);
        Assert.True(_timer.IsDue());
    }

    [Fact]
    public void Set_no_later_than_a_later_moment_it_goes_off_as_it_was_and_can_be_set_again_then()
    {
        SetNoLaterThan(1000);
        Pass(500);
        SetNoLaterThan(1000);
        Pass(500);
        Assert.Equal(1, _receiver.Count);

        Assert.True(_timer.IsDue());
        SetNoLaterThan(1000);
        Pass(1000);
        Assert.Equal(2, _receiver.Count);
    }

    [Fact]
    public void Set_no_later_than_an_earlier_moment_it_goes_off_earlier()
    {
        SetNoLaterThan(1000);
        SetNoLaterThan(10);
        Pass(10);

        Assert.Equal(1, _receiver.Count);
    }

    [Fact]
    public void A_message_of_before_it_was_set_anew_is_not_due()
    {
        _timer.Start(Milliseconds(10));
        Pass(10); // the message is under way
        _timer.Start(Milliseconds(1000));

        Assert.False(_timer.IsDue());
        Pass(1000);
        Assert.True(_timer.IsDue());
    }

    [Fact]
    public void Cancelled_it_goes_off_no_more_and_a_message_that_is_under_way_is_not_due()
    {
        _timer.Start(Milliseconds(10));
        Pass(10);
        _timer.Cancel();
        Assert.False(_timer.IsDue());

        _timer.Start(Milliseconds(10));
        _timer.Cancel();
        Pass(100);
        Assert.Equal(1, _receiver.Count);
    }

    [Fact]
    public void A_periodic_one_goes_off_again_each_time_that_its_message_was_received()
    {
        _timer.StartPeriodic(Milliseconds(100));
        for (var round = 1; round <= 3; round++)
        {
            Pass(100);
            Assert.Equal(round, _receiver.Count);
            Assert.True(_timer.IsDue());
        }
    }

    [Fact]
    public void Disposed_of_it_goes_off_no_more()
    {
        _timer.Start(Milliseconds(10));
        _timer.Dispose();
        Pass(100);

        Assert.Equal(0, _receiver.Count);
        Assert.False(_timer.IsDue());
    }

    public void Dispose() => _timer.Dispose();

    private void SetNoLaterThan(int milliseconds) => _timer.StartNoLaterThan(_time.GetTimestamp(), Milliseconds(milliseconds));

    private void Pass(int milliseconds) => _time.Advance(Milliseconds(milliseconds));

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);
}

using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Subscribers;

namespace OptionAuctions.Tests.Subscribers;

public sealed class AlarmSpecs : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Ear _ear = new();
    private readonly Alarm _alarm;

    public AlarmSpecs() => _alarm = new Alarm(_ear, "due", _time);

    [Fact]
    public void It_goes_off_when_the_time_is_over_and_once()
    {
        Set(1000);
        Pass(999);
        Assert.Equal(0, _ear.Count);
        Pass(1);
        Assert.Equal(1, _ear.Count);
        Pass(10_000);
        Assert.Equal(1, _ear.Count);
    }

    [Fact]
    public void The_time_counts_from_the_moment_that_is_given()
    {
        var since = _time.GetTimestamp();
        Pass(900);
        _alarm.After(since, Milliseconds(1000));
        Pass(99);
        Assert.Equal(0, _ear.Count);
        Pass(1);
        Assert.Equal(1, _ear.Count);
    }

    [Fact]
    public void A_time_that_is_over_already_goes_off_at_once()
    {
        var since = _time.GetTimestamp();
        Pass(2000);
        _alarm.After(since, Milliseconds(1000));
        Pass(0);

        Assert.Equal(1, _ear.Count);
    }

    [Fact]
    public void Set_to_later_it_goes_off_as_it_was_and_can_be_set_again_then()
    {
        Set(1000);
        Pass(500);
        Set(1000);
        Pass(500);
        Assert.Equal(1, _ear.Count);

        _alarm.WentOff();
        Set(1000);
        Pass(1000);
        Assert.Equal(2, _ear.Count);
    }

    [Fact]
    public void Set_to_earlier_it_goes_off_earlier()
    {
        Set(1000);
        Set(10);
        Pass(10);

        Assert.Equal(1, _ear.Count);
    }

    public void Dispose() => _alarm.Dispose();

    private void Set(int milliseconds) => _alarm.After(_time.GetTimestamp(), Milliseconds(milliseconds));

    private void Pass(int milliseconds) => _time.Advance(Milliseconds(milliseconds));

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);
}

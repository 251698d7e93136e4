using Microsoft.Extensions.Time.Testing;

namespace OptionAuctions.Venue.Tests;

public sealed class VenueClockSpecs
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 39, 55, TimeSpan.FromHours(9));
    private readonly FakeTimeProvider _base = new();

    [Theory]
    [InlineData(1, 10, 10)]
    [InlineData(60, 1, 60)]
    [InlineData(0.5, 10, 5)]
    public void It_begins_where_it_is_told_and_runs_at_its_speed(double speed, double passed, double shown)
    {
        var clock = new VenueClock(_base, Start, speed);
        Assert.Equal(Start, clock.GetUtcNow());
        var began = clock.GetTimestamp();

        _base.Advance(TimeSpan.FromSeconds(passed));

        Assert.Equal(Start.AddSeconds(shown), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(shown), clock.GetElapsedTime(began));
        Assert.Equal(Start.AddSeconds(shown).DateTime, clock.GetLocalNow().DateTime);
    }

    [Fact]
    public void A_timer_goes_off_at_its_own_time_and_can_be_changed()
    {
        var (clock, rings) = (new VenueClock(_base, Start, 60), 0);
        using var timer = clock.CreateTimer(_ => rings++, null, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1));

        _base.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(0, rings);
        _base.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Equal(2, rings);
        timer.Change(TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan);
        _base.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(3, rings);
    }

    [Fact]
    public void A_wait_beyond_what_timers_take_is_shortened_rather_than_refused()
    {
        var clock = new VenueClock(_base, Start, 0.01);
        using var timer = clock.CreateTimer(_ => { }, null, TimeSpan.FromDays(30), Timeout.InfiniteTimeSpan);
        Assert.NotNull(timer);
    }

    [Fact]
    public async Task Whoever_waits_on_the_venues_clock_waits_in_its_time()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false, Speed = 60 }, _base);
        var wait = Task.Delay(TimeSpan.FromMinutes(1), venue.Clock);

        _base.Advance(TimeSpan.FromSeconds(1));

        await wait;
        Assert.Equal(venue.State().Now, venue.Clock.GetUtcNow());
    }
}

using OptionAuctions.Replay;
using Akka.Actor;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Routing;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Routing;

/// <summary>When codes are told how late it is. Virtual time; no message is waited for that is not to come.</summary>
public sealed class SessionClockSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(output: output)
{
    [Fact]
    public async Task While_a_session_runs_it_speaks_every_minute()
    {
        var (time, _) = await Started("2026-11-23T08:58:30");

        foreach (var minute in new[] { "08:59:00", "09:00:00", "09:01:00" })
            Assert.Equal(At($"2026-11-23T{minute}"), await Next(time, At($"2026-11-23T{minute}")));
    }

    [Fact]
    public async Task At_night_and_over_a_weekend_it_sleeps_until_the_next_call()
    {
        var (time, _) = await Started("2026-11-27T15:47:30"); // a Friday, behind the closing call

        Assert.Equal(At("2026-11-30T08:30:00"), await Next(time, At("2026-11-30T08:30:00"))); // nothing came before it
    }

    [Fact]
    public async Task A_calendar_that_runs_out_is_warned_of_once_a_day()
    {
        var host = CreateTestProbe();
        Sys.EventStream.Subscribe(host, typeof(FeedWarned));
        var (time, _) = await Started("2027-12-15T15:45:30");
        Assert.Contains("2027-12-31", (await host.ExpectMsgAsync<FeedWarned>()).Text);

        await Next(time, At("2027-12-15T15:46:00"));
        await Next(time, At("2027-12-15T15:47:00"));
        await Next(time, At("2027-12-16T08:30:00"));

        Assert.Equal(At("2027-12-16T08:30:00"), (await host.ExpectMsgAsync<FeedWarned>()).At); // the second one is of the next day
    }

    [Theory]
    [InlineData("2026-11-27T20:00:00", "2026-11-30T08:45:00", "2026-11-30T08:46:00")] // the machine slept over the weekend
    [InlineData("2026-11-27T20:00:00", "2026-11-26T08:45:00", "2026-11-26T08:46:00")] // it was Thursday still
    [InlineData("2026-11-27T08:45:30", "2026-11-27T15:40:00", "2026-11-27T15:41:00")]
    public async Task When_the_clock_was_set_it_speaks_within_seconds_and_then_by_the_new_time(string began, string set, string next)
    {
        var time = new VirtualClock(At(began));
        await StartedAsync(time);

        time.SetWallClock(At(set));
        time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(At(set).AddSeconds(15), await NextAsync());
        time.AdvanceTo(At(next));
        Assert.Equal(At(next), await NextAsync());
    }

    [Fact]
    public async Task A_clock_that_was_set_back_a_little_does_not_make_it_speak_too_early()
    {
        var time = new VirtualClock(At("2026-11-27T20:00:00"));
        await StartedAsync(time);
        time.AdvanceTo(At("2026-11-30T08:29:00"));
        time.SetWallClock(At("2026-11-30T08:28:00"));

        time.Advance(TimeSpan.FromMinutes(1));
        time.AdvanceTo(At("2026-11-30T08:30:00"));

        Assert.Equal(At("2026-11-30T08:30:00"), await NextAsync()); // nothing came before it
    }

    private async Task<(FakeTimeProvider Time, IActorRef Clock)> Started(string now)
    {
        var time = new FakeTimeProvider(At(now));
        return (time, await StartedAsync(time));
    }

    private async Task<IActorRef> StartedAsync(TimeProvider time)
    {
        var clock = ChildActorOf(SessionClockActor.Props(TradingCalendar.BuiltIn, time));
        await clock.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(10)); // it has set its timer
        return clock;
    }

    private async Task<DateTimeOffset> Next(FakeTimeProvider time, DateTimeOffset until)
    {
        time.Advance(until - time.GetUtcNow());
        return await NextAsync();
    }

    private async Task<DateTimeOffset> NextAsync()
    {
        var told = await ExpectMsgAsync<RoutingProtocol.ClockTick>(TimeSpan.FromSeconds(10));
        await LastSender.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(10));
        return told.At;
    }

    private static DateTimeOffset At(string kst) => new(DateTime.Parse(kst, System.Globalization.CultureInfo.InvariantCulture), MarketTime.Offset);
}

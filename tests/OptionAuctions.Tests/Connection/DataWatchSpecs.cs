using Akka.Actor;
using Akka.TestKit;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Connection;
using OptionAuctions.Market;
using OptionAuctions.Routing;
using OptionAuctions.Wire;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Connection;

public sealed class DataWatchSpecs(ITestOutputHelper output)
    : Akka.TestKit.Xunit2.TestKit("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"", output: output)
{
    private static readonly DateTimeOffset Opened = new(2026, 11, 23, 8, 40, 0, MarketTime.Offset);
    private readonly FakeTimeProvider _time = new(Opened);
    private readonly DataWatch _watch = new([new SessionWindow(new TimeOnly(8, 40), new TimeOnly(9, 0))], TimeSpan.FromSeconds(90), TradingCalendar.BuiltIn);

    [Theory]
    [InlineData("08:40-09:00", true)]
    [InlineData(" 08:40 - 09:00 ", true)]
    [InlineData("09:00-08:40", false)]
    [InlineData("08:40-08:40", false)]
    [InlineData("8:40-9:00", false)]
    [InlineData("08:40", false)]
    [InlineData("24:00-25:00", false)]
    [InlineData("", false)]
    public void A_window_is_two_times_of_day_in_order(string text, bool isOne)
    {
        Assert.Equal(isOne, SessionWindow.TryParse(text, out var window));
        if (isOne) Assert.Equal("08:40-09:00", window.ToString());
    }

    [Fact]
    public void Data_is_missing_when_none_came_for_too_long_since_the_session_opened()
    {
        Assert.Null(_watch.MissingSince(Opened.AddSeconds(89), heard: null));
        Assert.Equal(Opened, _watch.MissingSince(Opened.AddSeconds(90), heard: null));
        Assert.Equal(Opened, _watch.MissingSince(Opened.AddSeconds(90), heard: Opened.AddDays(-1)));
    }

    [Fact]
    public void Data_is_missing_since_the_last_record() =>
        Assert.Equal(Opened.AddSeconds(10), _watch.MissingSince(Opened.AddSeconds(100), heard: Opened.AddSeconds(10)));

    [Theory]
    [InlineData("2026-11-23T09:00:00+09:00")]
    [InlineData("2026-11-23T08:39:59+09:00")]
    [InlineData("2026-11-22T08:50:00+09:00")]
    [InlineData("2026-12-25T08:50:00+09:00")]
    public void Outside_a_session_on_Sundays_and_on_holidays_silence_is_normal(string now) =>
        Assert.Null(_watch.MissingSince(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), heard: null));

    [Fact]
    public async Task The_host_is_alerted_once_and_again_after_data_had_come_back()
    {
        var host = CreateTestProbe();
        Sys.EventStream.Subscribe(host, typeof(FeedDataStale));
        var feed = Feed(canary: "");
        var watch = Sys.ActorOf(DataWatchActor.Props(feed, CreateTestProbe()));
        await watch.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(10)); // it has started, and so has its timer

        Pass(minutes: 3);
        Assert.Equal(Opened, (await host.ExpectMsgAsync<FeedDataStale>()).Since);

        feed.Intake.Begin(1, _time.GetUtcNow()).Dispose();
        Pass(minutes: 1);
        await watch.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(10)); // it has seen that all is well again
        Pass(minutes: 2);
        Assert.Equal(Opened.AddMinutes(3), (await host.ExpectMsgAsync<FeedDataStale>()).Since);
    }

    [Fact]
    public async Task With_a_canary_only_its_own_records_count()
    {
        var host = CreateTestProbe();
        Sys.EventStream.Subscribe(host, typeof(FeedDataStale));
        var feed = Feed(canary: Some.Code.ToString());
        var router = Sys.ActorOf(CodeRouterActor.Props(feed.Options, feed.Meter, _time));
        var watch = Sys.ActorOf(DataWatchActor.Props(feed, router));
        await watch.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(10));
        await router.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(10));
        await Sys.ActorSelection(router.Path / Some.Code.ToString()).ResolveOne(TimeSpan.FromSeconds(10)); // the canary is followed
        feed.Intake.Begin(1, _time.GetUtcNow().AddMinutes(3)).Dispose(); // word of others

        Pass(minutes: 3);

        Assert.Equal(Some.Code, (await host.ExpectMsgAsync<FeedDataStale>()).Canary);
    }

    private FeedContext Feed(string canary) => new(
        Some.Options(o => (o.SessionWindows, o.CanaryCode) = (["08:40-09:00"], canary)), Some.Meter(), _time);

    /// <summary>Time moves for the clock and for the actor's timers alike.</summary>
    private void Pass(int minutes)
    {
        for (var step = 0; step < minutes * 4; step++)
        {
            _time.Advance(TimeSpan.FromSeconds(15));
            ((TestScheduler)Sys.Scheduler).Advance(TimeSpan.FromSeconds(15));
        }
    }
}

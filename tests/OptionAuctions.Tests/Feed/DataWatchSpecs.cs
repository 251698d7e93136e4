using Akka.Actor;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Feed;
using OptionAuctions.Routing;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Feed;

public sealed class DataWatchSpecs(ITestOutputHelper output)
    : Akka.TestKit.Xunit2.TestKit(output: output)
{
    private static readonly DateTimeOffset Opened = new(2026, 11, 23, 8, 40, 0, MarketTime.Offset);
    private readonly FakeTimeProvider _time = new(Opened);
    private readonly DataWatch _watch = new(TradingCalendar.BuiltIn, lastTradingDay: null, began: Opened.AddDays(-7), TimeSpan.FromSeconds(90));

    [Fact]
    public void Data_is_missing_when_none_came_for_too_long_since_the_session_opened()
    {
        Assert.Null(_watch.MissingSince(Opened.AddSeconds(89), received: null));
        Assert.Equal(Opened, _watch.MissingSince(Opened.AddSeconds(90), received: null));
        Assert.Equal(Opened, _watch.MissingSince(Opened.AddSeconds(90), received: Opened.AddDays(-1)));
    }

    [Fact]
    public void Data_is_missing_since_the_last_record() =>
        Assert.Equal(Opened.AddSeconds(10), _watch.MissingSince(Opened.AddSeconds(100), received: Opened.AddSeconds(10)));

    [Theory]
    [InlineData("2026-11-23T09:00:00+09:00")]
    [InlineData("2026-11-23T08:39:59+09:00")]
    [InlineData("2026-11-22T08:50:00+09:00")]
    [InlineData("2026-12-25T08:50:00+09:00")]
    public void Outside_a_session_on_Sundays_and_on_holidays_silence_is_normal(string now) =>
        Assert.Null(_watch.MissingSince(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), received: null));

    [Fact]
    public async Task The_host_is_alerted_once_and_again_after_data_had_come_back()
    {
        var host = CreateTestProbe();
        Sys.EventStream.Subscribe(host, typeof(FeedDataStale));
        var feed = Feed(canary: "");
        var watch = Sys.ActorOf(DataWatchActor.Props(feed, DataWatch.Of(feed), CreateTestProbe()));
        await watch.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(10)); // it has started, and so has its timer

        await PassAsync(watch, minutes: 3);
        Assert.Equal(Opened, (await host.ExpectMsgAsync<FeedDataStale>()).Since);

        feed.Intake.Begin(1, _time.GetUtcNow()).Dispose();
        await PassAsync(watch, minutes: 1);
        await watch.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(10)); // it has seen that all is well again
        await PassAsync(watch, minutes: 2);
        Assert.Equal(Opened.AddMinutes(3), (await host.ExpectMsgAsync<FeedDataStale>()).Since);
    }

    [Fact]
    public async Task The_alert_in_the_log_has_its_time_in_any_culture()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Akka.Event.Warning));
        var feed = Feed(canary: "");
        var watch = Sys.ActorOf(DataWatchActor.Props(feed, DataWatch.Of(feed), CreateTestProbe()));
        await watch.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(30));
        await PassAsync(watch, minutes: 3);

        var warning = await FishForMessageAsync<Akka.Event.Warning>(_ => true, TimeSpan.FromSeconds(30));
        System.Globalization.CultureInfo.CurrentCulture = new("fi-FI"); // of this test alone; its times have points
        Assert.Equal("no data since 08:40:00 although the exchange publishes", warning.Message.ToString());
    }

    [Fact]
    public async Task With_a_canary_only_its_own_records_count()
    {
        var host = CreateTestProbe();
        Sys.EventStream.Subscribe(host, typeof(FeedDataStale));
        var feed = Feed(canary: Some.Code.ToString());
        var router = Sys.ActorOf(CodeRouterActor.Props(feed.Options, feed.Meter, _time));
        var watch = Sys.ActorOf(DataWatchActor.Props(feed, DataWatch.Of(feed), router));
        await watch.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(10));
        await router.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(10));
        await Sys.ActorSelection(router.Path / Some.Code.ToString()).ResolveOne(TimeSpan.FromSeconds(10)); // the canary is followed
        feed.Intake.Begin(1, _time.GetUtcNow().AddMinutes(3)).Dispose(); // word of others

        await PassAsync(watch, minutes: 3);

        Assert.Equal(Some.Code, (await host.ExpectMsgAsync<FeedDataStale>()).Canary);
    }

    [Fact]
    public async Task A_canary_whose_subscription_was_ended_is_subscribed_to_again()
    {
        var feed = Feed(canary: Some.Code.ToString());
        var router = CreateTestProbe();
        var watch = Sys.ActorOf(DataWatchActor.Props(feed, DataWatch.Of(feed), router));
        await router.ExpectMsgAsync<AuctionProtocol.Subscribe>(TimeSpan.FromSeconds(30));

        watch.Tell(new AuctionProtocol.SubscriptionEnded(EndReason.NeverAcknowledged, "not acknowledged"));

        Assert.Equal([Some.Code], (await router.ExpectMsgAsync<AuctionProtocol.Subscribe>(TimeSpan.FromSeconds(30))).Codes);
    }

    [Fact]
    public void Nothing_is_missing_of_what_came_before_the_feed_began()
    {
        var watch = new DataWatch(TradingCalendar.BuiltIn, lastTradingDay: null, began: Opened.AddMinutes(5), TimeSpan.FromSeconds(90));

        Assert.Null(watch.MissingSince(Opened.AddMinutes(5).AddSeconds(89), received: null));
        Assert.Equal(Opened.AddMinutes(5), watch.MissingSince(Opened.AddMinutes(5).AddSeconds(90), received: null));
    }

    [Fact]
    public void A_clock_that_was_set_back_does_not_make_missing_data_look_fresh()
    {
        var watch = new DataWatch(TradingCalendar.BuiltIn, lastTradingDay: null, began: Opened.AddHours(1), TimeSpan.FromSeconds(90));

        Assert.Equal(Opened, watch.MissingSince(Opened.AddMinutes(5), received: Opened.AddHours(2)));
        Assert.Null(watch.MissingSince(Opened.AddMinutes(5), received: Opened.AddMinutes(5).AddSeconds(1))); // set back by a second
    }

    [Fact]
    public void A_feed_whose_series_have_all_expired_misses_nothing() => Assert.Null(
        new DataWatch(TradingCalendar.BuiltIn, lastTradingDay: new DateOnly(2026, 11, 12), Opened.AddDays(-30), TimeSpan.FromSeconds(90))
            .MissingSince(Opened.AddMinutes(10), received: null));

    private FeedContext Feed(string canary) => Some.Feed(Some.Options(o => o.Market.CanaryCode = canary), _time);

    /// <summary>Time moves in steps that are shorter than the interval between two checks.</summary>
    private async Task PassAsync(IActorRef watch, int minutes)
    {
        for (var step = 0; step < minutes * 4; step++)
        {
            _time.Advance(TimeSpan.FromSeconds(15));
            await watch.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(10)); // a check that was due is over
        }
    }
}

using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OptionAuctions.Hosting.Tests;

/// <summary>What a status means. Where it says that data is missing, and where not: <see cref="DataMissingSpecs"/>.</summary>
public sealed class FeedHealthSpecs
{
    private const HealthStatus Healthy = HealthStatus.Healthy, Degraded = HealthStatus.Degraded, Unhealthy = HealthStatus.Unhealthy;

    /// <summary>Monday 2026-11-23 is a trading day.</summary>
    public static TheoryData<string, string, string?, HealthStatus, string> Judgements => new()
    {
        // sessions, now, data missing since, status, what is said
        { "Live", "2026-11-23 08:45:00", null, Healthy, "every session is open" },
        { "Registering", "2026-11-23 08:45:00", null, Healthy, "every session is open" },
        { "Live", "2026-11-23 08:41:30", "2026-11-23 08:40:00", Unhealthy, "no data since 08:40:00 although the exchange publishes" },

        // A session that is about to open is not ready; outside of trading hours nothing is lost by it.
        { "Authorizing", "2026-11-23 08:35:00", null, Unhealthy, "app key 0 is authorizing: why" },
        { "Connecting", "2026-11-23 12:00:00", null, Unhealthy, "app key 0 is connecting: why" },
        { "BackingOff", "2026-11-23 12:00:00", null, Unhealthy, "app key 0 is backing off: why" },
        { "BackingOff", "2026-11-23 08:29:59", null, Degraded, "app key 0 is backing off: why" },
        { "BackingOff", "2026-11-22 12:00:00", null, Degraded, "app key 0 is backing off: why" },

        // What no back-off cures is said on any day.
        { "Parked", "2026-11-23 12:00:00", null, Unhealthy, "app key 0 is parked: why" },
        { "Parked", "2026-11-22 12:00:00", null, Unhealthy, "app key 0 is parked: why" },
        { "SlotHeld", "2026-11-22 12:00:00", null, Unhealthy, "app key 0 is in use by another session: why" },
        { "Draining", "2026-11-23 12:00:00", null, Unhealthy, "app key 0 is draining: why" },
        { "Closed", "2026-11-22 12:00:00", null, Unhealthy, "app key 0 is closed: why" },

        // As long as one session is open, the codes of the others have a place to go to.
        { "Parked Live", "2026-11-23 12:00:00", null, Degraded, "app key 0 is parked: why" },
        { "Live BackingOff", "2026-11-23 12:00:00", null, Degraded, "app key 1 is backing off: why" },
        {
            "Live Parked", "2026-11-23 08:41:30", "2026-11-23 08:40:00", Unhealthy,
            "app key 1 is parked: why; no data since 08:40:00 although the exchange publishes"
        },
        { "Parked BackingOff", "2026-11-22 12:00:00", null, Unhealthy, "app key 0 is parked: why; app key 1 is backing off: why" },
    };

    [Theory]
    [MemberData(nameof(Judgements))]
    public void A_feed_is_judged_by_its_sessions_its_data_and_the_calendar(string sessions, string now, string? missing, HealthStatus status, string text)
    {
        var health = Judge(Feed(sessions, At(now)) with { DataMissingSince = missing is null ? null : At(missing) }, At(now));

        Assert.Equal((status, text), (health.Status, health.Text));
    }

    [Fact]
    public void Codes_without_a_slot_degrade_it()
    {
        var noon = At("2026-11-23 12:00:00");

        var health = Judge(Feed("Live", noon) with { Deferred = 3 }, noon);

        Assert.Equal((Degraded, "registrations without a slot: 3"), (health.Status, health.Text));
    }

    [Fact]
    public void Too_many_refusals_degrade_it_and_say_why()
    {
        var noon = At("2026-11-23 12:00:00");

        var health = Judge(Feed("Live", noon) with { RefusalAlarm = "of the last 9 messages 9 were refused" }, noon);

        Assert.Equal((Degraded, "of the last 9 messages 9 were refused"), (health.Status, health.Text));
    }

    [Fact]
    public void A_calendar_that_runs_out_degrades_it()
    {
        var lastDay = TradingCalendar.BuiltIn.Through;
        var noon = new DateTimeOffset(lastDay, new TimeOnly(12, 0), MarketTime.Offset);

        var health = Judge(Feed("Live", noon), noon);

        Assert.Equal((Degraded, TradingCalendar.BuiltIn.WarningOn(lastDay)), (health.Status, health.Text));
    }

    [Fact]
    public void A_feed_that_nothing_was_asked_of_may_be_silent_and_is_of_no_use()
    {
        var now = At("2026-11-23 08:45:00");
        var feed = Feed("Live", now) with { Sessions = [Session(0, AppKeySessionState.Live, held: 0)], DataMissingSince = At("2026-11-23 08:40:00") };

        var health = Judge(feed, now);

        Assert.Equal((Unhealthy, "no code is followed: the options name none, and there is no subscription to any"), (health.Status, health.Text));
    }

    [Fact]
    public void A_feed_whose_only_code_has_no_slot_follows_it_nevertheless()
    {
        var noon = At("2026-11-23 12:00:00");
        var feed = Feed("Live", noon) with { Sessions = [Session(0, AppKeySessionState.Live, held: 0)], Deferred = 1 };

        Assert.Equal(Degraded, Judge(feed, noon).Status);
    }

    [Fact]
    public void Series_that_are_not_listed_degrade_a_feed_that_follows_others()
    {
        var noon = At("2026-11-23 12:00:00");
        var options = new FeedOptions { Series = [new SeriesQuery { Underlying = "nobody" }, new SeriesQuery { Underlying = "no one" }] };
        options.Resolve(noon, ReferenceData.BuiltIn);

        var health = FeedHealth.Of(Feed("Live", noon), TradingCalendar.BuiltIn, noon, options);

        Assert.Equal((Degraded, "series that are not listed: nobody, no one"), (health.Status, health.Text));
    }

    [Fact]
    public void It_says_what_it_was_judged_from()
    {
        var now = At("2026-11-23 08:45:00");

        var data = Judge(Feed("Live Parked", now) with { LastDataAt = At("2026-11-23 08:44:50") }, now).Data;

        Assert.Equal(
            new Dictionary<string, object>
            {
                ["phase"] = "Indicative",
                ["call"] = "Opening",
                ["lastDataAt"] = "2026-11-23T08:44:50.0000000+09:00",
                ["deferred"] = 0,
                ["appKey0"] = "Live, 2 of 3 active, 1 refused",
                ["appKey1"] = "Parked, 2 of 3 active, 1 refused",
            },
            data);
    }

    private static FeedHealth Judge(FeedStatus feed, DateTimeOffset now) => FeedHealth.Of(feed, TradingCalendar.BuiltIn, now);

    private static FeedStatus Feed(string sessions, DateTimeOffset now) => new(
        [.. sessions.Split(' ').Select((state, i) => Session(i, Enum.Parse<AppKeySessionState>(state), held: 3))],
        Deferred: 0, LastDataAt: null, DataMissingSince: null, TradingCalendar.BuiltIn.SegmentAt(now, lastTradingDay: null).State);

    private static AppKeySessionStatus Session(int appKey, AppKeySessionState state, int held) => new(
        appKey, state, state is AppKeySessionState.Live or AppKeySessionState.Registering ? "" : "why", Until: null,
        Epoch: 1, Capacity: 41, held, Active: 2, Refused: 1);

    private static DateTimeOffset At(string kst) => new(DateTime.ParseExact(kst, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), MarketTime.Offset);
}

using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OptionAuctions.Connection;
using OptionAuctions.Market;
using OptionAuctions.Wire;
using static OptionAuctions.Connection.FeedProtocol;

namespace OptionAuctions.Hosting.Tests;

public sealed class FeedHealthSpecs
{
    private const HealthStatus Healthy = HealthStatus.Healthy, Degraded = HealthStatus.Degraded, Unhealthy = HealthStatus.Unhealthy;

    private static readonly DateTimeOffset Began = At("2026-11-20 07:00:00");

    /// <summary>Monday 2026-11-23 is a trading day. Silence is too long from 90 s on.</summary>
    public static TheoryData<string, string, string?, HealthStatus, string> Judgements => new()
    {
        // lines, now, last data, status, what is said
        { "Live", "2026-11-23 08:45:00", "2026-11-23 08:44:50", Healthy, "every line is open" },
        { "Registering", "2026-11-23 08:45:00", "2026-11-23 08:44:50", Healthy, "every line is open" },

        // Silence counts while the exchange publishes, and only then.
        { "Live", "2026-11-23 08:41:29", null, Healthy, "every line is open" },
        { "Live", "2026-11-23 08:41:30", null, Unhealthy, "no data since 08:40:00 although the exchange publishes" },
        { "Live", "2026-11-23 08:45:00", "2026-11-23 08:43:30", Unhealthy, "no data since 08:43:30 although the exchange publishes" },
        { "Live", "2026-11-23 08:59:10", "2026-11-23 08:57:40", Unhealthy, "no data since 08:57:40 although the exchange publishes" },
        { "Live", "2026-11-23 08:39:59", null, Healthy, "every line is open" },
        { "Live", "2026-11-23 09:00:00", null, Healthy, "every line is open" },
        { "Live", "2026-11-23 15:36:29", "2026-11-23 09:00:00", Healthy, "every line is open" },
        { "Live", "2026-11-23 15:36:30", "2026-11-23 09:00:00", Unhealthy, "no data since 15:35:00 although the exchange publishes" },
        { "Live", "2026-11-22 08:45:00", null, Healthy, "every line is open" },

        // A line that is about to open is not ready; outside of session hours nothing is lost by it.
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

        // As long as one line is open, the codes of the others have a place to go to.
        { "Parked Live", "2026-11-23 12:00:00", null, Degraded, "app key 0 is parked: why" },
        { "Live BackingOff", "2026-11-23 12:00:00", null, Degraded, "app key 1 is backing off: why" },
        { "Live Parked", "2026-11-23 08:41:30", null, Unhealthy, "app key 1 is parked: why; no data since 08:40:00 although the exchange publishes" },
        { "Parked BackingOff", "2026-11-22 12:00:00", null, Unhealthy, "app key 0 is parked: why; app key 1 is backing off: why" },
    };

    [Theory]
    [MemberData(nameof(Judgements))]
    public void A_feed_is_judged_by_its_lines_its_data_and_the_calendar(string lines, string now, string? heard, HealthStatus status, string text)
    {
        var health = FeedHealth.Of(Feed(lines, heard), Expectation(), At(now));

        Assert.Equal((status, text), (health.Status, health.Text));
    }

    [Fact]
    public void Codes_without_a_slot_degrade_it()
    {
        var health = FeedHealth.Of(Feed("Live", heard: null) with { Waiting = 3 }, Expectation(), At("2026-11-23 12:00:00"));

        Assert.Equal((Degraded, "registrations without a slot: 3"), (health.Status, health.Text));
    }

    [Fact]
    public void A_calendar_that_runs_out_degrades_it()
    {
        var lastDay = TradingCalendar.BuiltIn.Through;

        var health = FeedHealth.Of(Feed("Live", heard: null), Expectation(), new DateTimeOffset(lastDay, new TimeOnly(12, 0), MarketTime.Offset));

        Assert.Equal((Degraded, TradingCalendar.BuiltIn.WarningOn(lastDay)), (health.Status, health.Text));
    }

    [Fact]
    public void A_feed_that_has_just_begun_is_given_time_to_hear_something()
    {
        var expected = Expectation() with { Began = At("2026-11-23 08:50:00") };

        Assert.Equal(Healthy, FeedHealth.Of(Feed("Live", heard: null), expected, At("2026-11-23 08:51:29")).Status);
        Assert.Equal(Unhealthy, FeedHealth.Of(Feed("Live", heard: null), expected, At("2026-11-23 08:51:30")).Status);
    }

    [Fact]
    public void A_feed_that_nothing_was_asked_of_may_be_silent()
    {
        var feed = new FeedStatus([Line(0, LineState.Live, held: 0)], Waiting: 0, LastDataAt: null);

        Assert.Equal(Healthy, FeedHealth.Of(feed, Expectation(), At("2026-11-23 08:45:00")).Status);
    }

    [Fact]
    public void On_the_last_day_of_all_its_series_no_closing_call_is_expected()
    {
        var lastDay = TradingCalendar.BuiltIn.ExpiryOf(2026, 12);
        var closing = new DateTimeOffset(lastDay, new TimeOnly(15, 40), MarketTime.Offset);

        Assert.Equal(Unhealthy, FeedHealth.Of(Feed("Live", heard: null), Expectation(), closing).Status);
        Assert.Equal(Healthy, FeedHealth.Of(Feed("Live", heard: null), Expectation() with { LastTradingDay = lastDay }, closing).Status);
    }

    [Fact]
    public void It_says_what_it_was_judged_from()
    {
        var data = FeedHealth.Of(Feed("Live Parked", "2026-11-23 08:44:50"), Expectation(), At("2026-11-23 08:45:00")).Data;

        Assert.Equal(
            new Dictionary<string, object>
            {
                ["phase"] = "Indicative",
                ["call"] = "Opening",
                ["lastDataAt"] = "2026-11-23T08:44:50.0000000+09:00",
                ["waiting"] = 0,
                ["line0"] = "Live, 2 of 3 active, 1 refused",
                ["line1"] = "Parked, 2 of 3 active, 1 refused",
            },
            data);
    }

    private static FeedExpectation Expectation() => new(TradingCalendar.BuiltIn, LastTradingDay: null, Began, StaleAfter: TimeSpan.FromSeconds(90));

    private static FeedStatus Feed(string lines, string? heard) =>
        new([.. lines.Split(' ').Select((state, i) => Line(i, Enum.Parse<LineState>(state), held: 3))], Waiting: 0, heard is null ? null : At(heard));

    private static LineStatus Line(int number, LineState state, int held) =>
        new(number, state, state is LineState.Live or LineState.Registering ? "" : "why", Until: null, Epoch: 1, Capacity: 41, held, Active: 2, Refused: 1);

    private static DateTimeOffset At(string kst) => new(DateTime.ParseExact(kst, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), MarketTime.Offset);
}

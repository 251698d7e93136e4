using OptionAuctions.Replay;
using System.Globalization;
using Akka.Actor;
using OptionAuctions.TestKit;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Hosting.Tests;

/// <summary>
/// When a feed says that data is missing: by what it received and by the trading calendar, on a clock that only the test moves. What the readiness
/// check makes of it: <see cref="FeedHealthSpecs"/>.
/// </summary>
public sealed class DataMissingSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(output: output)
{
    private static readonly Instrument Code = new("B11612083");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Monday 2026-11-23 is a trading day. Data is missing from 90 s on, while the exchange publishes, and only then.</summary>
    public static TheoryData<string, string?, string, string?> Silences => new()
    {
        // the feed began, last data, now, missing since
        { "2026-11-23 08:44:45", "2026-11-23 08:44:50", "2026-11-23 08:45:00", null },
        { "2026-11-20 07:00:00", null, "2026-11-23 08:41:29", null },
        { "2026-11-20 07:00:00", null, "2026-11-23 08:41:30", "2026-11-23 08:40:00" },
        { "2026-11-23 08:43:25", "2026-11-23 08:43:30", "2026-11-23 08:45:00", "2026-11-23 08:43:30" },
        { "2026-11-23 08:57:35", "2026-11-23 08:57:40", "2026-11-23 08:59:10", "2026-11-23 08:57:40" },
        { "2026-11-20 07:00:00", null, "2026-11-23 08:39:59", null },
        { "2026-11-20 07:00:00", null, "2026-11-23 09:00:00", null },
        { "2026-11-23 08:59:55", "2026-11-23 09:00:00", "2026-11-23 15:36:29", null },
        { "2026-11-23 08:59:55", "2026-11-23 09:00:00", "2026-11-23 15:36:30", "2026-11-23 15:35:00" },
        { "2026-11-20 07:00:00", null, "2026-11-22 08:45:00", null },

        // One that has just begun is given time to hear something.
        { "2026-11-23 08:50:00", null, "2026-11-23 08:51:29", null },
        { "2026-11-23 08:50:00", null, "2026-11-23 08:51:30", "2026-11-23 08:50:00" },
    };

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task Data_is_missing_when_none_came_for_too_long_while_the_exchange_publishes(string began, string? heard, string now, string? missing)
    {
        var status = await StatusAsync(At(began), heard is null ? null : At(heard), At(now), ReferenceData.BuiltIn);

        Assert.Equal((heard is null ? null : At(heard), missing is null ? null : At(missing)), (status.LastDataAt, status.DataMissingSince));
        Assert.Equal(TradingCalendar.BuiltIn.SegmentAt(At(now), lastTradingDay: null).State, status.Trading);
    }

    [Theory]
    [InlineData(false, true, AuctionPhase.Indicative)] // as far as the feed knows, they trade for years
    [InlineData(true, false, AuctionPhase.Closed)]
    public async Task On_the_last_day_of_all_its_series_no_closing_call_is_expected(bool isListed, bool isMissing, AuctionPhase phase)
    {
        var closing = new DateTimeOffset(TradingCalendar.BuiltIn.ExpiryOf(2026, 12), new TimeOnly(15, 40), MarketTime.Offset);
        var instruments = isListed ? InstrumentList.Load(Repository.MasterFile) : InstrumentList.Empty;

        var status = await StatusAsync(closing.AddHours(-1), heard: null, closing, ReferenceData.BuiltIn with { Instruments = instruments });

        Assert.Equal(((DateTimeOffset?)(isMissing ? closing.AddMinutes(-5) : null), phase), (status.DataMissingSince, status.Trading.Phase));
    }

    /// <summary>What a feed says at a moment that began at another, and received one record at a third or never.</summary>
    private async Task<FeedStatus> StatusAsync(DateTimeOffset began, DateTimeOffset? heard, DateTimeOffset now, ReferenceData reference)
    {
        var clock = new VirtualClock(began);
        await using var venue = await VenueInTest.StartAsync(new VenueOptions { MarketRuns = false, StartsAt = began }, clock);
        var options = new FeedOptions { Codes = [$"{Code}"] };
        venue.Configure(options);
        var (router, feed) = AuctionFeed.Start(Sys, options, venue.Clock, reference);
        await feed.Ask<FeedStatus>(AuctionProtocol.GetStatus.Instance, Patience); // it has begun
        if (heard is { } moment)
        {
            var probe = AuctionProbe.On(this, router, Code);
            await probe.ExpectSnapshotAsync();
            await venue.RegisteredAsync(Code);
            clock.AdvanceTo(moment);
            await venue.SendAsync(MessageBuilder.ExpectedExecutions.With(Code, TimeOnly.FromDateTime(moment.DateTime), 1060));
            await probe.ExpectIndicationAsync(1060);
        }

        clock.AdvanceTo(now);
        return await feed.Ask<FeedStatus>(AuctionProtocol.GetStatus.Instance, Patience);
    }

    private static DateTimeOffset At(string kst) => new(DateTime.ParseExact(kst, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), MarketTime.Offset);
}

using Akka.Actor;
using OptionAuctions.Faults.Tests.Rig;
using OptionAuctions.Routing;

namespace OptionAuctions.Faults.Tests.Scenarios;

/// <summary>Scenarios about data messages. The connection is kept in all of them, and what can be read is applied.</summary>
internal static class MessageExpectations
{
    private static readonly DateTimeOffset LastMinute = new(2026, 11, 23, 8, 58, 55, MarketTime.Offset);

    public static IReadOnlyDictionary<string, Expectation> All { get; } = new Dictionary<string, Expectation>
    {
        ["eighth-column"] = Heard(Wider),
        ["empty-column"] = Heard(Wider),
        ["price-column"] = Heard(Wider),
        ["shifted-columns"] = Heard((play, counts) => Assert.Equal(
            (1, counts.Records - 1), (counts.Applied, counts.RefusedRecords.Values.Sum()))), // nothing but the marker can be read
        ["merged-columns"] = Heard(Refused(DecodeError.FieldCount)),
        ["missing-column"] = Heard(Refused(DecodeError.FieldCount)),
        ["truncated-messages"] = Heard(Refused(DecodeError.FieldCount)),
        ["encrypted-flag"] = Heard(Refused(DecodeError.Encrypted)),
        ["merged-messages"] = Heard(Refused(DecodeError.MergedMessages)),
        ["count-lies"] = Heard((play, counts) =>
        {
            Assert.Equal([DecodeError.BadCount, DecodeError.FieldCount], counts.RefusedMessages.Keys.Order());
            Assert.Equal(play.Counters.RecordsSent, counts.Applied);
        }),
        ["broken-utf8"] = Heard(Refused(DecodeError.BadPhase)) with { StartsAt = LastMinute },
        ["foreign-code"] = new(async play =>
        {
            var counts = await HearAsync(play, honest: false);
            Assert.True(counts.Unrequested > 0);
            Assert.Equal(play.Venue.State().Sent(new Instrument("Z99999999")), counts.Unrequested);
            Assert.Equal(play.Counters.RecordsSent, counts.Applied + counts.Unrequested);
        }) { Market = true },
        ["odd-time"] = Heard(Odd(AuctionQuality.FarFromClock)),
        ["duplicate-messages"] = Heard((play, counts) =>
        {
            Odd(AuctionQuality.Repeated)(play, counts);
            Assert.InRange(counts.OddRecords[AuctionQuality.Repeated], counts.DataMessages / 5, counts.Applied); // one of five is a copy
        }),
        ["reordered-messages"] = Heard(Odd(AuctionQuality.TimeBackwards)),
        ["unknown-phase"] = Heard((play, counts) => Assert.Equal(counts.Applied - 1, counts.UnknownPhases[new PhaseCode("AB1")])),
        ["no-price"] = Heard((play, counts) =>
        {
            Assert.True(play.Rig.Last(play.First).Revision > 0);
            Assert.False(play.Rig.Last(play.First).Latest.Price.HasValue);
        }),
        ["unsigned-changes"] = new(async play =>
        {
            var (counts, calm) = await HearBesideCalmAsync(play);
            Assert.Contains(await play.Rig.Witness.AllAsync<AuctionChanged>(), change => change.Current.Latest.Change.Hundredths < 0);
            Assert.Equal(calm, States(play)); // the sign code gives each minus back
            Assert.DoesNotContain(AuctionQuality.SignDisagrees, counts.OddRecords.Keys);
        }) { Market = true },
        ["lost-messages"] = new(async play =>
        {
            var (counts, calm) = await HearBesideCalmAsync(play);
            Assert.True(States(play).Sum(state => state.Revision) < calm.Sum(state => state.Revision));
            // No sequence number: nobody can know, and no gap is made up.
            Assert.Equal((play.Counters.RecordsSent, 0, 0), (counts.Applied, counts.Refused, play.Rig.Last(play.First).Gaps));
        }) { Market = true },
        ["burst-delay"] = Heard((play, counts) =>
        {
            Assert.Equal(play.Counters.RecordsSent, counts.Applied);
            Assert.True(play.Rig.Last(play.First).Ages[7] > 0, "none was ten to thirty seconds late");
        }),
        ["late-after-release"] = new(LateAfterReleaseAsync) { Market = true },
        ["call-after-halt"] = new(CallAfterHaltAsync) { Market = true, StartsAt = new DateTimeOffset(2026, 11, 23, 10, 29, 50, MarketTime.Offset) },
    };

    private static void Wider(ScenarioPlay play, FeedCounts counts)
    {
        Assert.Equal(counts.DataMessages - 1, Assert.Single(counts.WiderMessages, width => width.Key == 8).Value); // all but the marker
        Assert.Equal((play.Counters.RecordsSent, 0), (counts.Applied, counts.Refused));
    }

    private static Action<ScenarioPlay, FeedCounts> Refused(DecodeError error) => (play, counts) =>
    {
        Assert.Equal([error], counts.RefusedMessages.Keys.Concat(counts.RefusedRecords.Keys).Distinct());
        Assert.Equal(play.Counters.RecordsSent, counts.Applied); // nothing that could be read is lost with it
    };

    private static Action<ScenarioPlay, FeedCounts> Odd(AuctionQuality quality) => (play, counts) =>
    {
        Assert.True(counts.OddRecords.GetValueOrDefault(quality) > 0, $"no record is {quality}");
        Assert.Equal((play.Counters.RecordsSent, 0), (counts.Applied, counts.Refused));
    };

    /// <summary>Hears the market for 35 s.</summary>
    private static Expectation Heard(Action<ScenarioPlay, FeedCounts> seen) => new(async play => seen(play, await HearAsync(play))) { Market = true };

    private static async Task<FeedCounts> HearAsync(ScenarioPlay play, bool honest = true)
    {
        await play.RegisteredAsync();
        await play.PassAsync(35);
        await play.CaughtUpAsync();
        var counts = await play.DrainAsync(honest);
        Assert.Equal((1, 0), (counts.SocketsOpened, counts.ShedMessages));
        Assert.True(counts.DataMessages + counts.Refused > 25, "nobody has heard the market");
        return counts;
    }

    /// <summary>Hears the market under the scenario, and again when nothing goes wrong.</summary>
    private static async Task<(FeedCounts Counts, (long Revision, ExpectedExecution Latest)[] Calm)> HearBesideCalmAsync(ScenarioPlay play)
    {
        await using var calm = await play.CalmAsync();
        await HearAsync(calm);
        return (await HearAsync(play), States(calm));
    }

    private static (long Revision, ExpectedExecution Latest)[] States(ScenarioPlay play) =>
        [.. play.Codes.Select(code => (play.Rig.Last(code).Revision, play.Rig.Last(code).Latest))];

    private static async Task LateAfterReleaseAsync(ScenarioPlay play)
    {
        var released = Data.Codes(3)[2]; // of nobody here but the feed: the router does not know it
        await play.RegisteredAsync();
        play.Rig.Feed.Tell(new RoutingProtocol.Register([released]));
        await play.Rig.RegisteredAsync(released);
        await play.PassAsync(5);
        play.Rig.Feed.Tell(new RoutingProtocol.Release([released]));
        await play.Rig.RegisteredAsync(released, RegistrationStatus.Released);
        var before = play.Venue.State().Sent(released);

        await play.PassAsync(15);
        await play.CaughtUpAsync();

        var counts = await play.DrainAsync(honest: false);
        var sent = play.Venue.State().Sent(released);
        Assert.True(sent > before, "nothing was late");
        Assert.Equal((sent, play.Counters.RecordsSent - sent, 0, 1), (counts.Unrequested, counts.Applied, counts.Refused, counts.SocketsOpened));
    }

    private static async Task CallAfterHaltAsync(ScenarioPlay play)
    {
        await play.RegisteredAsync();
        await play.PassAsync(60);
        await play.CaughtUpAsync();
        var during = play.Rig.Last(play.First);
        Assert.Equal((CallKind.Intraday, true, true), (during.Session.Call, during.Session.InCall, during.IsCurrent));

        await play.PassAsync(120);
        await play.CaughtUpAsync();
        await play.DrainAsync();

        var after = play.Rig.Last(play.First);
        Assert.Equal((CallKind.Intraday, false), (after.Session.Call, after.Session.InCall));
        Assert.Equal(new TimeOnly(10, 32, 30), after.Latest.Time);
        Assert.Equal(StaleReason.CallEnded, after.Stale);
    }
}

namespace OptionAuctions.Faults.Tests.Scenarios;

/// <summary>Scenarios about stocks, futures and the columns that only their TRs have. The connection is kept, and nothing is refused that can be read.</summary>
internal static class StockExpectations
{
    private static readonly Instrument Stock = new("005930"), Future = new("A11612");
    private static readonly Instrument[] Both = [Stock, Future];

    public static IReadOnlyDictionary<string, Expectation> All { get; } = new Dictionary<string, Expectation>
    {
        ["dummy-column"] = Heard(Wider(60), Stock),
        ["wide-stock-book"] = Heard(Wider(63), Stock),
        ["sign-before-change"] = new(async play =>
        {
            var counts = await HearAsync(play, honest: false);
            Assert.True(counts.RefusedRecords.GetValueOrDefault(DecodeError.BadSign) > 10, "a change with a point in it is no sign");
            Assert.True(play.Rig.Last(Stock).Revision > 10); // the stock's order is another one, and nobody changed it
            Assert.Equal(0, play.Rig.Last(Future).Revision);
        }) { Market = true, Follows = Both },
        ["quantity-zero"] = Heard((play, counts) =>
        {
            Assert.Equal((play.Counters.RecordsSent, 0), (counts.Applied, counts.Refused));
            Assert.All(Both, code => Assert.True(play.Rig.Last(code).Latest.Price.HasValue));
        }, Both),
        ["book-without-forecast"] = Heard((play, counts) =>
        {
            Assert.Equal((play.Counters.RecordsSent, 0), (counts.Applied, counts.Refused));
            Assert.False(play.Rig.Last(Stock).Latest.Price.HasValue);
        }, Stock),
        ["gap-up"] = Heard((play, _) => Assert.All(Both, code => Assert.InRange(play.Rig.Last(code).Latest.Rate.ToDecimal() ?? 0, 3, 9)), Both),
        ["volatility-interruption"] = new(InterruptedAsync)
        {
            Market = true, Follows = [Stock], StartsAt = new DateTimeOffset(2026, 11, 23, 10, 29, 50, MarketTime.Offset),
        },
    };

    private static Action<ScenarioPlay, FeedCounts> Wider(int columns) => (play, counts) =>
    {
        Assert.Equal(counts.DataMessages - 1, Assert.Single(counts.WiderMessages, width => width.Key == columns).Value); // all but the marker
        Assert.Equal((play.Counters.RecordsSent, 0), (counts.Applied, counts.Refused));
    };

    private static Expectation Heard(Action<ScenarioPlay, FeedCounts> seen, params Instrument[] codes) =>
        new(async play => seen(play, await HearAsync(play))) { Market = true, Follows = codes };

    private static async Task<FeedCounts> HearAsync(ScenarioPlay play, bool honest = true)
    {
        await play.RegisteredAsync();
        await play.PassAsync(35);
        await play.CaughtUpAsync();
        var counts = await play.DrainAsync(honest);
        Assert.Equal((1, 0), (counts.SocketsOpened, counts.ShedMessages));
        Assert.True(counts.DataMessages > 25, "nobody has heard the market");
        return counts;
    }

    private static async Task InterruptedAsync(ScenarioPlay play)
    {
        await play.RegisteredAsync();
        await play.PassAsync(60);
        await play.CaughtUpAsync();
        var during = play.Rig.Last(Stock);
        Assert.Equal((CallKind.Intraday, true, true), (during.Session.Call, during.Session.InCall, during.Latest.Price.HasValue));

        await play.PassAsync(120);
        await play.CaughtUpAsync();
        await play.DrainAsync(honest: false);

        Assert.False(play.Rig.Last(Stock).Session.InCall);
    }
}

using OptionAuctions.Venue;

namespace OptionAuctions.Faults.Tests.Scenarios;

/// <summary>Scenarios about the connection itself.</summary>
internal static class ConnectionExpectations
{
    public static IReadOnlyDictionary<string, Expectation> All { get; } = new Dictionary<string, Expectation>
    {
        ["keep-alive-kills"] = new(KeptAsync), // the feed sends no pong that nobody asked for
        ["pings-ignored"] = new(KeptAsync), // nor does it rely on pings of its own
        ["pingpong-text-only"] = new(KeptAsync), // and answers PINGPONG by the same text
        ["pong-is-no-answer"] = new(KeptAsync),
        ["data-stops"] = new(async play =>
        {
            await play.RegisteredAsync();
            await play.PassAsync(130);
            var stale = await play.Rig.Witness.WhenAsync<FeedDataStale>();
            var counts = await play.DrainAsync();

            Assert.InRange(stale.Since, play.Venue.State().Now.AddSeconds(-121), play.Venue.State().Now.AddSeconds(-115)); // ten seconds in
            Assert.Equal((null, 1), (stale.Canary, counts.SocketsOpened)); // said, and not reconnected for
            Assert.True(counts.PingPongsEchoed > 0);
        }) { Market = true },
        ["silent-stall"] = new(async play =>
        {
            await play.RegisteredAsync();
            await play.PassAsync(10);
            var (mark, lost) = await UntilLostAsync(play);
            Assert.StartsWith("no frame for ", lost.Reason);
            play.Venue.Play(Scenario.Calm);
            await BackAndHeardAsync(play, mark);
        }) { Change = Unhurried },
        ["unfinished-message"] = new(async play =>
        {
            await play.RegisteredAsync();
            await play.PassAsync(10);
            var (mark, lost) = await UntilLostAsync(play);
            Assert.StartsWith("no frame for ", lost.Reason);
            var counts = await BackAndHeardAsync(play, mark);
            Assert.Equal(1, counts.RefusedMessages[DecodeError.TooLong]);
        }) { Change = Unhurried },
        ["cut-mid-frame"] = new(play => CutAsync(play, after: 10)),
        ["closed-by-venue"] = new(async play =>
        {
            var lost = await CutAsync(play, after: 10);
            Assert.Contains("1001", lost.Reason);
        }),
        ["restart"] = new(play => CutAsync(play, after: 10)) { Change = Patient },
        ["friday-restart"] = new(play => CutAsync(play, after: 10))
        {
            Change = Patient, StartsAt = new DateTimeOffset(2026, 11, 27, 8, 59, 50, MarketTime.Offset),
        },
        ["flapping"] = new(async play =>
        {
            var (mark, waits) = (0L, new List<TimeSpan>());
            while (waits.Count < 4)
            {
                await play.RegisteredAsync(mark);
                mark = play.Rig.Witness.Mark;
                await play.PassAsync(3);
                await play.LostAsync(mark);
                waits.Add(await play.BackOffAsync());
            }

            await play.RegisteredAsync(mark);
            await play.DrainAsync();
            Assert.Equal(waits.Order().Distinct(), waits); // a session that did not last does not make the next wait short again
        }) { Change = Patient },
        ["handshake-slow"] = new(async play =>
        {
            var lost = await play.LostAsync(since: 0);
            Assert.Contains("cannot be reached", lost.Reason);
            Assert.Equal(0, play.Counters.SessionsOpened);
            play.Venue.Play(Scenario.Calm);
            await BackAndHeardAsync(play, since: 0);
        }) { Change = options => options.Connection.ConnectTimeout = TimeSpan.FromSeconds(1) },
        ["close-unanswered"] = new(async play =>
        {
            await play.RegisteredAsync();
            await play.CaughtUpAsync();
            await play.DrainAsync(); // ends although the venue does not answer
            var session = play.Venue.State().Sessions.Single();
            Assert.Equal((SessionEnd.ClosedByClient, 1000), (session.End, session.CloseCode));
        }),
    };

    private static void Patient(FeedOptions options) =>
        (options.Dialing.ReconnectMin, options.Dialing.ReconnectMax) = (TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    /// <summary>No connection is dialed in the time that passes until the end of the one before is noticed.</summary>
    private static void Unhurried(FeedOptions options) =>
        (options.Dialing.ReconnectMin, options.Dialing.ReconnectMax) = (TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10));

    /// <summary>A quiet line of two minutes is one connection, and each keep-alive on it is answered.</summary>
    private static async Task KeptAsync(ScenarioPlay play)
    {
        await play.RegisteredAsync();
        await play.PassAsync(130);
        await play.CaughtUpAsync();
        var counts = await play.DrainAsync();

        var session = play.Venue.State().Sessions.Single();
        Assert.Equal((1, SessionEnd.ClosedByClient), (counts.SocketsOpened, session.End));
        Assert.Equal((7, 7, 7), (session.PingPongsSent, session.PingPongsEchoed, counts.PingPongs));
    }

    private static async Task<FeedLost> CutAsync(ScenarioPlay play, int after)
    {
        await play.RegisteredAsync();
        var mark = play.Rig.Witness.Mark;
        await play.PassAsync(after);
        var lost = await play.LostAsync(mark);
        await BackAndHeardAsync(play, mark);
        return lost;
    }

    /// <summary>Lets time pass until the feed gives the connection up, and not while it closes it.</summary>
    private static async Task<(long Mark, FeedLost Lost)> UntilLostAsync(ScenarioPlay play)
    {
        var mark = play.Rig.Witness.Mark;
        while ((await play.Rig.StatusAsync()).Sessions[0].State == AppKeySessionState.Live) await play.PassAsync(5);
        return (mark, await play.LostAsync(mark));
    }

    private static async Task<FeedCounts> BackAndHeardAsync(ScenarioPlay play, long since)
    {
        await play.ComeBackAsync(since);
        await play.CaughtUpAsync();
        var counts = await play.DrainAsync();
        Assert.Equal(1, play.Rig.Last(ScenarioPlay.Marker).Revision);
        Assert.Equal(since == 0 ? 0 : 1, play.Rig.Last(ScenarioPlay.Marker).Gaps);
        return counts;
    }
}

using OptionAuctions.Faults.Tests.Rig;

namespace OptionAuctions.Faults.Tests.Scenarios;

/// <summary>Scenarios about registrations and their answers.</summary>
internal static class AnswerExpectations
{
    public static IReadOnlyDictionary<string, Expectation> All { get; } = new Dictionary<string, Expectation>
    {
        ["answer-doubled"] = new(async play =>
        {
            await RegisteredAndHeardAsync(play);
            Assert.Equal((6, 6), (play.Venue.State().Sessions[0].RequestsReceived, play.Answers("OPSP0000"))); // the second starts nothing; three are releases
        }),
        ["answer-lost"] = new(async play =>
        {
            await play.Venue.WhenAsync(s => s.Sessions is [{ RequestsReceived: 3 }]).WaitAsync(FeedRig.Patience);
            play.Timers.Reach(await play.Timers.NextTimerAsync("AnswerOverdue")); // of the first request; the clock has not moved since
            await RegisteredAndHeardAsync(play);
            Assert.Equal((2, 1), (play.Answers("OPSP0000"), play.Answers("OPSP0002"))); // asked again, which is harmless
        }),
        ["answer-late"] = new(async play =>
        {
            var (requests, late) = (0, TimeSpan.FromSeconds(7));
            foreach (var code in play.Codes.Append(ScenarioPlay.Marker))
            {
                await RequestedAsync(++requests);
                play.Timers.Clock.Advance(play.Rig.Options.Connection.AnswerTimeout);
                await RequestedAsync(++requests); // for the second time, before the first answer
                play.Timers.Clock.Advance(late - play.Rig.Options.Connection.AnswerTimeout);
                await play.Rig.RegisteredAsync(code);
            }

            await RegisteredAndHeardAsync(play);

            Task RequestedAsync(int count) => play.Venue.WhenAsync(s => s.Sessions is [{ } one] && one.RequestsReceived == count).WaitAsync(FeedRig.Patience);
        }),
        ["back-end-failing"] = new(async play =>
        {
            await RegisteredAndHeardAsync(play);
            Assert.Equal((3, 2), (play.Answers("OPSP0000"), play.Answers("OPSP9993"))); // every refused one is asked for again, and got
        }),
        ["cap-of-three"] = new(async play =>
        {
            await Task.WhenAll(play.Codes.Take(3).Select(code => play.Rig.RegisteredAsync(code)));
            var deferred = play.Codes.Skip(3).Append(ScenarioPlay.Marker).ToArray();
            foreach (var code in deferred) await play.Rig.RegisteredAsync(code, RegistrationStatus.Deferred);
            var status = await play.Rig.StatusAsync();
            await play.DrainAsync();

            Assert.Equal((3, 3, deferred.Length), (status.Sessions[0].Capacity, status.Sessions[0].Active, status.Deferred));
            Assert.Equal(1, play.Answers("OPSP0008")); // asked for once too often, and never again
        }) { Codes = 5 },
        ["ghost-registrations"] = new(async play =>
        {
            await play.RegisteredAsync();
            var mark = play.Rig.Witness.Mark;
            await play.VanishAsync();
            await play.ComeBackAsync(mark);

            await HeardAsync(play, sockets: 2);
            Assert.Equal((3, 3), (play.Answers("OPSP0000"), play.Answers("OPSP0002"))); // what the venue kept of the lost session is as good as new
        }),
        ["zombie-registration"] = new(async play =>
        {
            await play.RegisteredAsync();
            var silent = play.Codes[2];
            await play.PassAsync(120);
            Assert.Equal(silent, (await play.Rig.Witness.WhenAsync<FeedDataStale>()).Canary);
            await play.CaughtUpAsync();

            var counts = await play.DrainAsync();
            Assert.Equal(0, play.Rig.Last(silent).Revision);
            Assert.True(play.Rig.Last(play.First).Revision > 60);
            Assert.Equal(1, counts.SocketsOpened); // said, and not reconnected for
        }) { Codes = 3, Market = true, Change = options => options.Market.CanaryCode = $"{Data.Codes(3)[2]}" },
    };

    private static async Task RegisteredAndHeardAsync(ScenarioPlay play)
    {
        await play.RegisteredAsync();
        await HeardAsync(play, sockets: 1);
    }

    /// <summary>Sends a record of each code, and closes.</summary>
    private static async Task HeardAsync(ScenarioPlay play, int sockets)
    {
        await play.Venue.SendAsync(Data.Message(play.Codes));
        await play.CaughtUpAsync();
        var counts = await play.DrainAsync();
        Assert.Equal((play.Codes.Count + 1, sockets), (counts.Applied, counts.SocketsOpened));
    }
}

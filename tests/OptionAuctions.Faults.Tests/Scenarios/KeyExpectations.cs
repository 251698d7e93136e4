using OptionAuctions.Faults.Tests.Rig;
using OptionAuctions.Venue;

namespace OptionAuctions.Faults.Tests.Scenarios;

/// <summary>Scenarios about approval keys and the one session of an app key. What a key is shows nowhere; the rig asserts that.</summary>
internal static class KeyExpectations
{
    private static readonly TimeSpan SlotWait = TimeSpan.FromSeconds(100);

    public static IReadOnlyDictionary<string, Expectation> All { get; } = new Dictionary<string, Expectation>
    {
        ["approval-limited"] = new(async play =>
        {
            await ComesBackAsync(play);
            Assert.Equal((1, 0), (play.Counters.ApprovalsGranted, play.Counters.ApprovalsRefused)); // a key that holds is not asked for again
        }),
        ["approval-slow"] = new(async play =>
        {
            await play.Venue.WhenAsync(s => s.Counters.RequestsWaiting == 1).WaitAsync(FeedRig.Patience);
            Assert.Equal(0, play.Counters.SessionsOpened); // the key comes first
            play.Timers.Clock.Advance(TimeSpan.FromSeconds(10));
            await play.RegisteredAsync();
            await play.DrainAsync();
            Assert.Equal((1, 1), (play.Counters.ApprovalsGranted, play.Counters.SessionsOpened));
        }) { Change = options => options.Dialing.ApprovalTimeout = TimeSpan.FromMinutes(1) },
        ["key-expired"] = new(async play =>
        {
            await play.LostAsync(0);
            await play.ComeBackAsync(0); // with a second key
            await play.PassAsync(60); // a session outlives its key
            Assert.True(play.Venue.State().Sessions[^1].IsOpen);
            await ComesBackAsync(play);
            Assert.Equal((3, 2), (play.Counters.ApprovalsGranted, play.Answers("OPSP0011"))); // for each refusal one new key
        }),
        ["keys-revoked"] = new(async play =>
        {
            await play.RegisteredAsync();
            var mark = play.Rig.Witness.Mark;
            await play.PassAsync(10);
            await play.LostAsync(mark);
            await play.ComeBackAsync(mark);
            await play.DrainAsync();
            Assert.Equal((2, 1), (play.Counters.ApprovalsGranted, play.Answers("OPSP0011")));
        }),
        ["slot-held"] = new(async play =>
        {
            await play.RegisteredAsync();
            var mark = play.Rig.Witness.Mark;
            await play.VanishAsync();
            for (var refusals = 0; refusals < 2; refusals++) // 120 s are longer than one wait and shorter than two
            {
                var before = play.Rig.Witness.Mark;
                await play.BackOffAsync();
                var blocked = await play.Rig.Witness.WhenAsync<FeedBlocked>(since: before);
                Assert.Contains("OPSP8996", blocked.Reason);
                play.Timers.Reach(await play.Timers.NextTimerAsync("Unblocked"));
            }

            await play.BackOffAsync();
            await play.RegisteredAsync(mark);
            await play.DrainAsync();
            Assert.Equal((4, 1), (play.Counters.SessionsOpened, play.Counters.ApprovalsGranted));
        }) { Change = options => options.Dialing.SlotHeldWait = SlotWait },
        ["slot-taken-elsewhere"] = new(async play =>
        {
            var blocked = await play.Rig.Witness.WhenAsync<FeedBlocked>();
            Assert.Contains("another session holds this app key", blocked.Reason);
            Assert.Equal(play.Timers.Clock.GetUtcNow() + SlotWait, blocked.Until);
            await play.PassAsync(99);
            await play.Rig.StatusAsync();
            Assert.Equal((1, 1), (play.Counters.SessionsOpened, play.Counters.ApprovalsGranted)); // neither dialed again nor a new key
            await play.DrainAsync();
            Assert.Equal(SessionEnd.CutAsRefused, play.Venue.State().Sessions.Single().End);
        }) { Change = options => options.Dialing.SlotHeldWait = SlotWait },
    };

    /// <summary>The venue ends every session, and the feed comes back.</summary>
    private static async Task ComesBackAsync(ScenarioPlay play)
    {
        await play.RegisteredAsync();
        var mark = play.Rig.Witness.Mark;
        play.Venue.AbortSessions();
        await play.LostAsync(mark);
        await play.ComeBackAsync(mark);
        await play.DrainAsync();
    }
}

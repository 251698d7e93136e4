using OptionAuctions.Faults.Tests.Rig;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.TestKit;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests;

/// <summary>Another session, or the memory of one, holds the app key.</summary>
public sealed class SlotHeldSpecs(ITestOutputHelper output)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(100);
    private readonly TimerWatch _timers = new();

    [Fact]
    public async Task A_slot_held_for_90_s_costs_one_refused_dial_no_new_key_and_one_wait()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false }, _timers.Clock);
        await using var proxy = FaultProxy.InFrontOf(venue.WebSocketUrl);
        await using var rig = FeedRig.Start(
            output, proxy.Through(venue.WebSocketUrl), venue.ApprovalUrl, Data.Three, new(Patiently, Budget: new DialBudget(4, 20), Timers: _timers));
        await rig.RegisteredAsync(Data.Three);

        proxy.ResetAll(); // at the venue, a client that was killed
        await venue.WhenAsync(s => s.Sessions[0].End == SessionEnd.LostByClient).WaitAsync(FeedRig.Patience);
        _timers.Reach(await _timers.NextTimerAsync("StartChild"));
        var blocked = await rig.Witness.WhenAsync<FeedBlocked>();
        Assert.Contains("OPSP8996", blocked.Reason);
        Assert.Equal(_timers.Clock.GetUtcNow() + Wait, blocked.Until);
        var wait = await _timers.NextTimerAsync("Unblocked");
        Assert.Equal(2, venue.State().Counters.SessionsOpened);

        var mark = rig.Witness.Mark;
        _timers.Reach(wait);
        _timers.Reach(await _timers.NextTimerAsync("StartChild"));
        await rig.RegisteredAsync(Data.Three, mark);
        await venue.SendAsync(Data.Message(Data.Three));
        await rig.AppliedAsync(Data.Three[2], 1);

        await rig.DrainAsync(venue);
        var counters = venue.State().Counters;
        Assert.Equal((3, 1, 1), (counters.SessionsOpened, counters.AnswersByCode["OPSP8996"], counters.ApprovalsGranted));
        Assert.Equal(1, rig.Last(Data.Three[0]).Gaps);
    }

    [Fact]
    public async Task A_slot_held_all_day_costs_a_few_dials_and_no_new_key_and_is_then_parked()
    {
        await using var venue = await VenueServer.StartAsync(
            new VenueOptions { MarketRuns = false, Scenario = ScenarioCatalog.BuiltIn.Find("slot-taken-elsewhere")! }, _timers.Clock);
        await using var rig = FeedRig.Start(output, venue, Data.Three, new(Patiently, Budget: new DialBudget(60, 100), Timers: _timers));

        var (mark, dials) = (0L, new List<DateTimeOffset>());
        FeedBlocked blocked;
        do
        {
            blocked = await NextBlockAsync(rig, mark);
            mark = rig.Witness.Mark;
            dials.Add(_timers.Clock.GetUtcNow());
        }
        while (blocked.Until is not null);

        Assert.Equal(6, dials.Count);
        Assert.Contains("OPSP8996", blocked.Reason);
        Assert.EndsWith("6 times in a row", blocked.Reason);
        Assert.All(dials.Zip(dials.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, Wait, Wait + TimeSpan.FromSeconds(2))); // no back-off on top
        Assert.Equal((6, 1), (venue.State().Counters.SessionsOpened, venue.State().Counters.ApprovalsGranted));
        await rig.DrainAsync(venue);
        Assert.Equal(6, venue.State().Counters.SessionsOpened);
    }

    private static void Patiently(FeedOptions o) =>
        (o.Dialing.SlotHeldWait, o.Dialing.SlotHeldTries, o.Dialing.ReconnectMin, o.Dialing.ReconnectMax) =
            (Wait, 6, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

    /// <summary>Lets the present hold pass, if there is one, and waits for the next.</summary>
    private async Task<FeedBlocked> NextBlockAsync(FeedRig rig, long mark)
    {
        if (mark > 0) await NextStartAsync();
        return await rig.Witness.WhenAsync<FeedBlocked>(since: mark);
    }

    private async Task NextStartAsync()
    {
        _timers.Reach(await _timers.NextTimerAsync("Unblocked"));
        _timers.Reach(await _timers.NextTimerAsync("StartChild"));
    }
}

using OptionAuctions.Faults.Tests.Rig;
using OptionAuctions.TestKit;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests;

/// <summary>The line is dead, and TCP does not know it.</summary>
public sealed class HalfOpenSpecs(ITestOutputHelper output)
{
    [Fact]
    public async Task A_black_hole_is_noticed_by_its_silence_and_left()
    {
        // Five seconds of the venue are one of ours, so its keep-alives come in time for the shortest watch there is.
        await using var venue = await VenueServer.StartAsync(new VenueOptions
        {
            MarketRuns = false, Speed = 5, PingPongEvery = TimeSpan.FromSeconds(1), SlotHeldAfterUncleanEnd = TimeSpan.FromSeconds(2),
        });
        await using var proxy = FaultProxy.InFrontOf(venue.WebSocketUrl);
        await using var rig = FeedRig.Start(output, proxy.Through(venue.WebSocketUrl), venue.ApprovalUrl, Data.Three, new(o =>
        {
            (o.Connection.IdleWarning, o.Connection.IdleReconnect) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
            o.Connection.ConnectTimeout = TimeSpan.FromMilliseconds(300);
        }));
        await rig.RegisteredAsync(Data.Three);
        await venue.SendAsync(Data.Message(Data.Three));
        await rig.AppliedAsync(Data.Three[2], 1);

        var mark = rig.Witness.Mark;
        proxy.Set(Direction.Downstream, new Fault.Timeout());
        proxy.Set(Direction.Upstream, new Fault.Timeout());
        var lost = await rig.Witness.WhenAsync<FeedLost>(since: mark);
        Assert.StartsWith("no frame for", lost.Reason);

        mark = rig.Witness.Mark;
        proxy.Set(Direction.Downstream);
        proxy.Set(Direction.Upstream);
        await rig.RegisteredAsync(Data.Three, mark);
        await venue.SendAsync(Data.Message(Data.Three, 1070));
        await rig.AppliedAsync(Data.Three[2], 2);

        await rig.DrainAsync(venue);
        Assert.Equal(1, rig.Last(Data.Three[0]).Gaps);
    }
}

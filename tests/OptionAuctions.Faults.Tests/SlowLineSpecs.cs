using OptionAuctions.Faults.Tests.Rig;
using OptionAuctions.TestKit;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests;

/// <summary>A line that is late, narrow or in crumbs costs nothing.</summary>
public sealed class SlowLineSpecs(ITestOutputHelper output)
{
    public static TheoryData<string> Lines => ["latency", "bandwidth of 8 KB/s", "slices of 1 to 7 bytes"];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Nothing_is_lost_on_a_line_with(string fault)
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        await using var proxy = FaultProxy.InFrontOf(venue.WebSocketUrl);
        foreach (var direction in Enum.GetValues<Direction>()) proxy.Set(direction, Of(fault));
        await using var rig = FeedRig.Start(output, proxy.Through(venue.WebSocketUrl), venue.ApprovalUrl, Data.Three);
        await rig.RegisteredAsync(Data.Three);

        for (var price = 1; price <= 80; price++) await venue.SendAsync(Data.Message(Data.Three, price));
        foreach (var code in Data.Three) await rig.AppliedAsync(code, 80);

        var counts = await rig.DrainAsync(venue);
        Assert.Equal((240, 0, 0, 1), (counts.Applied, counts.Refused, counts.ShedMessages, counts.SocketsOpened));
        Assert.Equal(0, rig.Last(Data.Three[0]).Gaps);
    }

    private static Fault Of(string fault) => fault switch
    {
        "latency" => new Fault.Latency(TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(40)),
        "bandwidth of 8 KB/s" => new Fault.Bandwidth(8 * 1024),
        _ => new Fault.Slicer(1, 7),
    };
}

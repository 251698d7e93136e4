using Akka.Event;
using OptionAuctions.Faults.Tests.Rig;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests;

/// <summary>A feed that starts, with code that has never run, towards a venue that is in order.</summary>
public sealed class ColdStartSpecs(ITestOutputHelper output)
{
    [Fact]
    public async Task It_warns_of_nothing()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        await using var rig = FeedRig.Start(output, venue, Data.Three);
        await rig.RegisteredAsync(Data.Three);
        await venue.SendAsync(Data.Message(Data.Three));
        foreach (var code in Data.Three) await rig.AppliedAsync(code, 1);
        await rig.DrainAsync(venue);

        Assert.Empty((await rig.Witness.AllAsync<LogEvent>()).Where(line => line is Warning or Error).Select(line => $"{line}"));
    }
}

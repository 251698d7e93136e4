using OptionAuctions.Faults.Tests.Rig;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests;

/// <summary>The server dies and comes back, with no memory of sessions or approval keys.</summary>
public sealed class RestartSpecs(ITestOutputHelper output)
{
    [Fact]
    public Task Ten_restarts_of_the_server_are_survived() => SurvivesAsync(10);

    [Fact]
    [Trait("Category", "Slow")]
    public Task A_hundred_restarts_of_the_server_are_survived() => SurvivesAsync(100);

    private async Task SurvivesAsync(int restarts)
    {
        var venues = new List<VenueServer> { await VenueServer.StartAsync(Options(port: 0)) };
        try
        {
            await using var rig = FeedRig.Start(output, venues[0], Data.Three);
            for (var life = 1; ; life++)
            {
                await venues[^1].WhenAsync(s => s.OpenSessions.Any(o => o.Registrations.Count == 3)).WaitAsync(FeedRig.Patience);
                await venues[^1].SendAsync(Data.Message(Data.Three, 1000 + life));
                foreach (var code in Data.Three) await rig.AppliedAsync(code, life);
                if (life > restarts) break;

                var mark = rig.Witness.Mark;
                await venues[^1].KillAsync();
                await rig.Witness.WhenAsync<FeedLost>(since: mark);
                venues.Add(await VenueServer.StartAsync(Options(venues[0].WebSocketUrl.Port)));
            }

            var counts = await rig.DrainAsync([.. venues]);
            Assert.Equal(3 * (restarts + 1), counts.Applied);
            Assert.True(rig.Last(Data.Three[0]).Gaps >= restarts); // a dying server may let somebody in once more
            Assert.All(venues, v => Assert.Equal(1, v.State().Counters.ApprovalsGranted)); // each restart voids the key, once
        }
        finally
        {
            foreach (var venue in venues) await venue.DisposeAsync();
        }
    }

    private static VenueOptions Options(int port) => new() { Port = port, MarketRuns = false };
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using OptionAuctions.Faults.Tests.Rig;
using OptionAuctions.Feed.Dialing;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests;

/// <summary>A venue that takes every connection and drops it at once is dialed no more often than the budget says, for weeks.</summary>
public sealed class DialBudgetSpecs(ITestOutputHelper output)
{
    private const int PerTenMinutes = 4, PerDay = 20;

    // Bytes over the second half. The tests' host takes a megabyte at a time now and then; lives that stayed would be five hundred buffers of 64 KiB.
    private const long HeapMayRise = 4 * 1024 * 1024;

    [Fact]
    public async Task Accept_then_close_a_thousand_times_stays_inside_the_budget_with_flat_memory()
    {
        const int dials = 1000;
        var timers = new TimerWatch();
        var dialed = new ConcurrentQueue<DateTimeOffset>();
        var (made, heap) = (0, 0L);
        await using var venue = HostileVenue.Start(async (line, number) =>
        {
            dialed.Enqueue(timers.Clock.GetUtcNow());
            if (number == dials / 2) heap = GC.GetTotalMemory(forceFullCollection: true);
            Volatile.Write(ref made, number);
            await line.UpgradeAsync();
        });
        await using var rig = FeedRig.Start(output, venue.WebSocketUrl, venue.ApprovalUrl, [], new(
            o => (o.Dialing.ReconnectMin, o.Dialing.ReconnectMax) = (TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)),
            Budget: new DialBudget(PerTenMinutes, PerDay),
            Timers: timers));

        var began = timers.Clock.GetUtcNow();
        while (true)
        {
            var next = await timers.NextTimerAsync("StartChild", "Unblocked");
            if (Volatile.Read(ref made) >= dials) break;
            timers.Reach(next);
        }

        var risen = GC.GetTotalMemory(forceFullCollection: true) - heap;
        await rig.DrainAsync();

        var all = dialed.ToArray();
        Assert.Equal(dials, all.Length);
        Assert.True(Most(all, TimeSpan.FromMinutes(10)) <= PerTenMinutes);
        Assert.True(Most(all, TimeSpan.FromDays(1)) <= PerDay);
        Assert.Equal((dials / PerDay) - 1, (timers.Clock.GetUtcNow() - began).Days); // nor less often than it could be
        Assert.True(risen <= HeapMayRise, $"the heap rose by {risen:N0} bytes");
        output.WriteLine($"{dials} dials in {(timers.Clock.GetUtcNow() - began).TotalDays:0.0} days, heap {risen:+#,0;-#,0;0} bytes over the second half");
    }

    [Fact]
    public async Task An_outage_in_which_the_venue_cannot_be_reached_spends_nothing()
    {
        const int tries = 3 * PerDay;
        var timers = new TimerWatch();
        await using var venue = HostileVenue.Start((_, _) => Task.CompletedTask);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var nobody = new Uri($"ws://{listener.LocalEndpoint}/");
        listener.Stop();
        await using var rig = FeedRig.Start(output, nobody, venue.ApprovalUrl, [], new(
            o => (o.Dialing.ReconnectMin, o.Dialing.ReconnectMax) = (TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)),
            Budget: new DialBudget(PerTenMinutes, PerDay),
            Timers: timers));

        for (var failed = 0; failed < tries; failed++) timers.Reach(await timers.NextTimerAsync("StartChild"));
        await rig.DrainAsync();

        Assert.Empty(await rig.Witness.AllAsync<FeedBlocked>());
        Assert.True((await rig.Witness.AllAsync<FeedLost>()).Count >= tries);
    }

    private static int Most(DateTimeOffset[] dials, TimeSpan window) => dials.Max(to => dials.Count(d => d > to - window && d <= to));
}

using Microsoft.Extensions.Hosting;
using OptionAuctions.Hosting.Tests.Processes;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Hosting.Tests;

/// <summary>A host process whose feed has a subscriber, a code actor, a stream and a loop in a service is sent SIGTERM.</summary>
public sealed class SigtermSpecs(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_host_that_is_terminated_closes_its_session_and_ends_in_time_without_an_error()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { Speed = 10 });
        await using var host = new HostProcess(HostEnvironment.Towards(venue));
        await host.WrittenAsync("would cross at", "the code actor received", "the stream received", "the loop wrote");

        await host.TerminateAsync();
        var exitCode = await host.EndAsync(within: new HostOptions().ShutdownTimeout);

        foreach (var line in host.Lines.TakeLast(20)) output.WriteLine(line);
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain(host.Lines, line => line.StartsWith("crit:", StringComparison.Ordinal) || line.StartsWith("fail:", StringComparison.Ordinal));
        var state = await venue.WhenAsync(state => !state.OpenSessions.Any()).WaitAsync(Patience);
        Assert.Equal((SessionEnd.ClosedByClient, 1000), Assert.Single(state.Sessions) is var session ? (session.End, session.CloseCode) : default);
    }
}

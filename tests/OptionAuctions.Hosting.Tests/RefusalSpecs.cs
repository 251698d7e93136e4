using OptionAuctions.Hosting.Tests.Processes;
using Xunit.Abstractions;

namespace OptionAuctions.Hosting.Tests;

/// <summary>What the console of a host process shows when no feed can start on its options.</summary>
public sealed class RefusalSpecs(ITestOutputHelper output)
{
    [Fact]
    public async Task A_host_that_does_not_start_says_why_and_shows_no_stack()
    {
        await using var host = new HostProcess(
            ("OptionAuctions__AppKeys__0__AppKey", "canary-key"), ("OptionAuctions__AppKeys__0__AppSecret", "canary-secret"),
            ("OptionAuctions__Connection__Capacity", "0"), ("OptionAuctions__Codes__0", "b-1"));

        var exitCode = await host.EndAsync(within: TimeSpan.FromSeconds(60));

        foreach (var line in host.Lines) output.WriteLine(line);
        Assert.NotEqual(0, exitCode);
        var console = string.Join('\n', host.Lines);
        Assert.Contains("OptionAuctions:Connection:Capacity is 0, and has to be between 1 and 1000", console);
        Assert.Contains("OptionAuctions:Codes:0 is 'b-1'", console);
        Assert.DoesNotContain(host.Lines, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
        Assert.DoesNotContain("canary", console);
    }
}

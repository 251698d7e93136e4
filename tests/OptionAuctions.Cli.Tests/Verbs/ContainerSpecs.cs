using System.Text.Json;
using System.Text.RegularExpressions;
using OptionAuctions.Cli.Tests.Runs;

namespace OptionAuctions.Cli.Tests.Verbs;

public sealed partial class ContainerSpecs
{
    private static readonly string Root = Repository.Root;

    [Theory]
    [InlineData("venue")]
    [InlineData("host")]
    public void The_command_of_each_service_is_one_that_the_command_line_takes(string service)
    {
        var words = JsonSerializer.Deserialize<string[]>(Service(service)["command"])!;

        var parsed = AuctionsCli.Parse(words, CliRun.Nowhere);

        Assert.Empty(parsed.Errors);
        Assert.Equal(service == "venue" ? "venue" : "run", parsed.CommandResult.Command.Name);
    }

    [Fact]
    public void The_host_dials_the_port_of_the_venue_over_the_loopback_that_they_share()
    {
        var venue = JsonSerializer.Deserialize<string[]>(Service("venue")["command"])!;
        var host = JsonSerializer.Deserialize<string[]>(Service("host")["command"])!;
        var port = venue[venue.IndexOf("--port") + 1];

        Assert.Equal("\"service:venue\"", Service("host")["network_mode"]);
        Assert.Equal($"ws://127.0.0.1:{port}/tryitout", host[host.IndexOf("--ws-url") + 1]);
        Assert.Equal($"http://127.0.0.1:{port}", host[host.IndexOf("--approval-url") + 1]);
    }

    [Fact]
    public async Task The_environment_of_the_host_is_one_that_the_configuration_takes()
    {
        var environment = Service("host")
            .Where(setting => setting.Key.StartsWith("OptionAuctions__", StringComparison.Ordinal))
            .ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        Assert.Equal("/state", environment["OptionAuctions__StateDirectory"]);
        environment["OptionAuctions__StateDirectory"] = "";
        await using var venue = await Venues.StartAsync();
        await using var run = CliRun.Follow(venue, Venues.Codes, environment);

        await run.Out.WhenAsync(line => line.Contains("feed opened"));
    }

    [Fact]
    public void The_image_is_built_from_what_its_arguments_name_and_does_not_run_as_root()
    {
        var steps = File.ReadAllLines(Path.Combine(Root, "Dockerfile"));

        Assert.Equal(["FROM ${SDK_IMAGE} AS build", "FROM ${RUNTIME_IMAGE}"], steps.Where(step => step.StartsWith("FROM ", StringComparison.Ordinal)));
        Assert.All(["SDK_IMAGE", "RUNTIME_IMAGE"], argument => Assert.Contains(steps, step => step.StartsWith($"ARG {argument}=", StringComparison.Ordinal)));
        Assert.Equal("USER 1654:1654", steps.Last(step => step.StartsWith("USER ", StringComparison.Ordinal)));
        var copies = steps.Where(step => step.StartsWith("COPY ", StringComparison.Ordinal) && !step.Contains("--from"));
        foreach (var copied in copies.SelectMany(step => step.Split(' ')[1..^1]))
            Assert.True(Path.Exists(Path.Combine(Root, copied)), $"{copied} is to be copied and is not there");
    }

    /// <summary>The settings of a service, as far as they stand on one line.</summary>
    private static Dictionary<string, string> Service(string name) => File.ReadLines(Path.Combine(Root, "docker-compose.yml"))
        .SkipWhile(line => line != $"  {name}:").Skip(1)
        .TakeWhile(line => line.Length == 0 || line.StartsWith("   ", StringComparison.Ordinal))
        .Select(line => Setting().Match(line)).Where(match => match.Success)
        .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    [GeneratedRegex(@"^\s+(\w+): (.+)$")]
    private static partial Regex Setting();
}

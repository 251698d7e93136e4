using Akka.Actor;
using Akka.Hosting;
using OptionAuctions.Hosting.Tests.Samples;
using OptionAuctions.TestKit;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Hosting.Tests;

/// <summary>What the README shows is what compiles here, and does what it says.</summary>
public sealed class ReadmeSpecs(ITestOutputHelper output) : HostedKit(output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private VenueServer _venue = null!;

    protected override async Task BeforeHostAsync() => _venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });

    protected override Task AfterHostAsync() => _venue.DisposeAsync().AsTask();

    protected override void ConfigureAkka(AkkaConfigurationBuilder akka, IServiceProvider services) => akka
        .WithOptionAuctions(options =>
        {
            (options.WsUrl, options.ApprovalUrl, options.Codes) = (_venue.WebSocketUrl, _venue.ApprovalUrl, ["B11612083"]);
            options.AppKeys = [new AppKeyOptions { AppKey = new Secret("key-of-the-test"), AppSecret = new Secret("secret-of-the-test") }];
        })
        .WithActors((system, registry, resolver) => registry.Register<Movers>(system.ActorOf(resolver.Props<Movers>(), "movers")));

    [Fact]
    public async Task The_smallest_strategy_hears_what_the_venue_sends()
    {
        await _venue.WhenAsync(state => state.OpenSessions.Any(s => s.Registrations.Count == 1)).WaitAsync(Patience);
        await Actor<Movers>().Ask<ActorIdentity>(new Identify(null), Patience); // it has subscribed
        await Actor<AuctionRouter>().Ask<ActorIdentity>(new Identify(null), Patience); // and is known

        await Kit.EventFilter.Info(start: "B11612083 would cross at 1060.00 won, -120.00 against yesterday").ExpectOneAsync(
            Patience,
            () => _venue.SendAsync("0|H0ZOANC0|001|B11612083^084512^1060.00^-120.00^5^-10.17^311"u8.ToArray()));
    }

    [Fact]
    public void It_stands_in_the_README_as_it_is_compiled_in_under_25_lines()
    {
        var sample = File.ReadAllText(Path.Combine(Repository.Root, "tests", "OptionAuctions.Hosting.Tests", "Samples", "Movers.cs"));
        var shown = sample[sample.IndexOf("public sealed class", StringComparison.Ordinal)..].Trim();

        Assert.Contains(shown, File.ReadAllText(Path.Combine(Repository.Root, "README.md")));
        Assert.True(shown.Split('\n').Length < 25);
    }
}

using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OptionAuctions.TestKit;
using Xunit.Abstractions;

namespace OptionAuctions.Hosting.Tests;

/// <summary>A host whose options name a stock that nobody lists, and whose feed is connected all the same.</summary>
public sealed class NothingFollowedSpecs(ITestOutputHelper output) : HostedKit(output)
{
    private static readonly Instrument Code = new("B11612083");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private VenueInTest _venue = null!;

    protected override async Task BeforeHostAsync() => _venue = await VenueInTest.StartAsync();

    protected override Task AfterHostAsync() => _venue.DisposeAsync().AsTask();

    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton(_venue.Clock).AddHealthChecks();

    protected override void ConfigureAkka(AkkaConfigurationBuilder akka, IServiceProvider services) => akka.WithOptionAuctions(options =>
    {
        _venue.Configure(options);
        (options.MasterFile, options.Market.MasterFileMaxAge) = (Repository.MasterFile, TimeSpan.FromDays(365));
        options.Series = [new SeriesQuery { Underlying = "nobody" }];
    });

    [Fact]
    public async Task It_is_not_ready_by_the_name_of_what_was_not_found_until_somebody_subscribes_to_a_code()
    {
        await _venue.Server.WhenAsync(state => state.OpenSessions.Any()).WaitAsync(Patience);
        await Kit.AwaitAssertAsync(async () => Assert.Equal(AppKeySessionState.Live, (await StatusAsync()).Sessions[0].State), Patience);

        Assert.Equal(
            (HealthStatus.Unhealthy,
                "no code is followed: OptionAuctions:Series:0: 'nobody' is neither symbol nor name of one of the 32 underlyings in the master file"),
            await ReadinessAsync());

        Actor<AuctionRouter>().Tell(new AuctionProtocol.Subscribe(Kit.CreateTestProbe(), [Code]));
        await _venue.RegisteredAsync(Code);
        await Kit.AwaitAssertAsync(
            async () => Assert.Equal((HealthStatus.Degraded, "series that are not listed: nobody"), await ReadinessAsync()), Patience);
    }

    [Fact]
    public async Task Its_identity_is_not_broken_while_it_runs_and_holds_when_it_is_drained()
    {
        await _venue.Server.WhenAsync(state => state.OpenSessions.Any()).WaitAsync(Patience);
        await Kit.AwaitAssertAsync(
            async () => Assert.Equal("not settled, the feed is running: sockets opened 1 is not closed 0", await IdentityAsync()), Patience);

        Assert.True(await AuctionFeed.DrainAsync(Actor<AuctionSupervisor>(), Patience));

        Assert.Equal(("holds", false), (await IdentityAsync(), (await CountsAsync()).IsRunning));
    }

    private Task<FeedStatus> StatusAsync() => Actor<AuctionSupervisor>().Ask<FeedStatus>(AuctionProtocol.GetStatus.Instance, Patience);

    private Task<FeedCounts> CountsAsync() => Actor<AuctionSupervisor>().Ask<FeedCounts>(AuctionProtocol.GetCounts.Instance, Patience);

    private async Task<string> IdentityAsync() => (await CountsAsync()).Identity;

    private async Task<(HealthStatus, string?)> ReadinessAsync()
    {
        var report = await Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains("ready"));
        return (report.Status, Assert.Single(report.Entries).Value.Description);
    }
}

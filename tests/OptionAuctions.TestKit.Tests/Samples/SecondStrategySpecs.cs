using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace OptionAuctions.TestKit.Tests.Samples;

/// <summary>A strategy author's second test: a host, a real socket, a venue, and a connection that is cut.</summary>
public sealed class SecondStrategySpecs(ITestOutputHelper output) : HostedKit(output)
{
    private static readonly Instrument Code = new("B11612083");
    private VenueInTest _venue = null!;

    protected override async Task BeforeHostAsync() => _venue = await VenueInTest.StartAsync();

    protected override Task AfterHostAsync() => _venue.DisposeAsync().AsTask();

    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton(_venue.Clock);

    protected override void ConfigureAkka(AkkaConfigurationBuilder akka, IServiceProvider services) => akka.WithOptionAuctions(_venue.Configure);

    [Fact]
    public async Task A_connection_that_is_cut_is_a_gap_and_the_auction_goes_on()
    {
        var probe = AuctionProbe.On(Kit, Actor<AuctionRouter>(), Code);
        await probe.ExpectSnapshotAsync();
        await _venue.RegisteredAsync(Code);
        await _venue.SendAsync(MessageBuilder.ExpectedExecutions.With(Code, new TimeOnly(8, 40, 1), 1060));
        await probe.ExpectIndicationAsync(1060);

        _venue.Network.ResetAll();
        await probe.ExpectGapAsync(GapReason.ConnectionLost);

        await _venue.SendAsync(MessageBuilder.ExpectedExecutions.With(Code, new TimeOnly(8, 40, 2), 1080));
        await probe.ExpectIndicationAsync(1080);
        await probe.ExpectNothingMoreAsync();
        await FeedIdentity.HoldsAsync(Actor<AuctionSupervisor>());
    }
}

using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OptionAuctions.TestKit;
using Xunit.Abstractions;

namespace OptionAuctions.Hosting.Tests.Subscribers;

/// <summary>A feed as in production: in a host, with a socket to a venue, each actor on the dispatcher that it has there.</summary>
internal sealed class HostedFeed(Func<Instrument, ListedSeries?, Props?> codeActor, ITestOutputHelper output, string settings)
    : HostedKit(output), IFeedInTest
{
    private VenueInTest _venue = null!;

    ActorSystem IFeedInTest.Sys => Sys;

    public IActorRef Auctions => Actor<AuctionRouter>();

    public static async Task<IFeedInTest> StartAsync(Func<Instrument, ListedSeries?, Props?> codeActor, ITestOutputHelper output, string settings = "")
    {
        var feed = new HostedFeed(codeActor, output, settings);
        await ((IAsyncLifetime)feed).InitializeAsync();
        return feed;
    }

    public async Task IndicateAsync(Instrument code, decimal won)
    {
        await _venue.RegisteredAsync(code);
        await _venue.SendAsync(MessageBuilder.ExpectedExecutions.With(code, new TimeOnly(8, 40, 1), won));
    }

    public Task IdentityHoldsAsync() => FeedIdentity.HoldsAsync(Actor<AuctionSupervisor>());

    public async ValueTask DisposeAsync() => await ((IAsyncLifetime)this).DisposeAsync();

    protected override async Task BeforeHostAsync() => _venue = await VenueInTest.StartAsync();

    protected override Task AfterHostAsync() => _venue.DisposeAsync().AsTask();

    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton(_venue.Clock);

    protected override void ConfigureAkka(AkkaConfigurationBuilder akka, IServiceProvider services) => akka
        .AddHocon(settings, HoconAddMode.Prepend)
        .WithOptionAuctions(options =>
        {
            _venue.Configure(options);
            options.Codes = ["B50612083"];
        })
        .WithCodeActor(codeActor);
}

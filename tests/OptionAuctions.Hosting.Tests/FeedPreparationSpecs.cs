using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OptionAuctions.TestKit;

namespace OptionAuctions.Hosting.Tests;

/// <summary>A host whose feed asks for its approval key before the actor system is created.</summary>
public sealed class FeedPreparationSpecs : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Instrument Code = new("B11612083");
    private VenueInTest _venue = null!;

    public async Task InitializeAsync() => _venue = await VenueInTest.StartAsync();

    public async Task DisposeAsync() => await _venue.DisposeAsync();

    [Fact]
    public async Task With_the_services_of_the_package_the_key_is_there_before_any_service_of_the_host_has_started()
    {
        using var host = Host(services => services.AddHostedService<KeyWatch>().AddSingleton(_venue).AddOptionAuctionServices());

        await host.StartAsync().WaitAsync(Patience);
        await _venue.RegisteredAsync(Code);

        Assert.Equal(1, _venue.Server.State().Counters.ApprovalsGranted);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_host_that_takes_its_actor_system_before_it_starts_can_ask_for_it()
    {
        using var host = Host(_ => { });

        host.Services.PrepareOptionAuctions();
        host.Services.PrepareOptionAuctions();
        await _venue.Server.WhenAsync(state => state.Counters.ApprovalsGranted == 1).WaitAsync(Patience);
        _ = host.Services.GetRequiredService<ActorSystem>();
        await host.StartAsync().WaitAsync(Patience);
        await _venue.RegisteredAsync(Code);

        Assert.Equal(1, _venue.Server.State().Counters.ApprovalsGranted);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_feed_that_cannot_start_says_so_when_it_is_started()
    {
        var file = Path.GetTempFileName();
        using var host = Host(services => services.AddOptionAuctionServices(), options =>
        {
            (options.WsUrl, options.ApprovalUrl, options.StateDirectory) = (new Uri("ws://venue.test/"), new Uri("https://approval.test"), file);
            (options.Connection, options.Dialing) = (new ConnectionOptions(), new DialingOptions()); // a venue that is not on this machine is to be spared
        });

        await Assert.ThrowsAnyAsync<IOException>(() => host.StartAsync().WaitAsync(Patience)); // a file is no folder for the dial log
        File.Delete(file);
    }

    private IHost Host(Action<IServiceCollection> more, Action<FeedOptions>? change = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        more(builder.Services); // before AddAkka: a host starts its services in their order
        builder.Services.AddSingleton(_venue.Clock)
            .AddAkka("prepared", akka => akka.ConfigureLoggers(loggers => loggers.ClearLoggers()).WithOptionAuctions(Set));
        return builder.Build();

        void Set(FeedOptions options)
        {
            _venue.Configure(options);
            options.Codes = [$"{Code}"];
            change?.Invoke(options);
        }
    }

    /// <summary>A service of the host that has started when the venue has granted a key. It starts before the actor system.</summary>
    private sealed class KeyWatch(VenueInTest venue) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) =>
            venue.Server.WhenAsync(state => state.Counters.ApprovalsGranted == 1, cancellationToken).WaitAsync(Patience, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

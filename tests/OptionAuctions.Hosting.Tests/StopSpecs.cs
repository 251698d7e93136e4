using System.Diagnostics;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OptionAuctions.Venue;

namespace OptionAuctions.Hosting.Tests;

public sealed class StopSpecs
{
    [Fact]
    public async Task A_subscriber_that_never_acks_neither_holds_the_host_nor_keeps_the_slot_at_the_venue()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { Speed = 10 });
        using var host = HostOf(venue, _ => { });
        await host.StartAsync();
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var deaf = host.Services.GetRequiredService<ActorSystem>().ActorOf(Props.Create(() => new Deaf(heard)));
        host.Services.GetRequiredService<IRequiredActor<AuctionRouter>>().ActorRef.Tell(new AuctionProtocol.Subscribe(deaf));
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await venue.WhenAsync(state => state.Counters.RecordsSent > 20).WaitAsync(TimeSpan.FromSeconds(20));

        var began = Stopwatch.GetTimestamp();
        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(Stopwatch.GetElapsedTime(began) < host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
        Assert.Equal(1000, Assert.Single(venue.State().Sessions).CloseCode);
    }

    [Theory]
    [InlineData(1.5, 5)]
    [InlineData(10, 13)]
    public async Task Akka_lets_closing_take_as_long_as_the_options_do(double closeTimeout, int phase)
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        using var host = HostOf(venue, options => options.Connection.CloseTimeout = TimeSpan.FromSeconds(closeTimeout));
        await host.StartAsync();

        var config = host.Services.GetRequiredService<ActorSystem>().Settings.Config;

        Assert.Equal(TimeSpan.FromSeconds(phase), config.GetTimeSpan("akka.coordinated-shutdown.phases.before-service-unbind.timeout"));
        await host.StopAsync();
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(HoconAddMode.Append, true)]
    [InlineData(HoconAddMode.Prepend, true)]
    public async Task The_host_alone_handles_SIGTERM_unless_its_own_settings_want_Akka_to(HoconAddMode? mode, bool isOn)
    {
        const string setting = "akka.coordinated-shutdown.run-by-clr-shutdown-hook";
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        using var host = HostOf(venue, _ => { }, akka =>
        {
            if (mode is { } how) akka.AddHocon($"{setting} = on", how);
        });
        await host.StartAsync();

        Assert.Equal(isOn, host.Services.GetRequiredService<ActorSystem>().Settings.Config.GetBoolean(setting));
        await host.StopAsync();
    }

    [Fact]
    public async Task With_the_quiet_scheduler_a_host_runs_stops_and_has_it()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        using var host = HostOf(venue, _ => { }, akka => akka.WithQuietScheduler());
        await host.StartAsync();
        await venue.WhenAsync(state => state.OpenSessions.Any()).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal("QuietScheduler", host.Services.GetRequiredService<ActorSystem>().Scheduler.GetType().Name);
        await host.StopAsync();
    }

    private static IHost HostOf(VenueServer venue, Action<FeedOptions> change, Action<AkkaConfigurationBuilder>? before = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(venue.Clock);
        builder.Services.AddAkka("stop", akka =>
        {
            before?.Invoke(akka);
            akka.ConfigureLoggers(loggers => loggers.ClearLoggers()).WithOptionAuctions(options =>
            {
                (options.WsUrl, options.ApprovalUrl) = (venue.WebSocketUrl, venue.ApprovalUrl);
                options.AppKeys = [new AppKeyOptions { AppKey = new Secret("key-of-the-test"), AppSecret = new Secret("secret-of-the-test") }];
                options.Codes = [VenueOptions.DefaultCodes[0].ToString()];
                change(options);
            });
        });
        return builder.Build();
    }

    /// <summary>Takes what it is sent and says nothing.</summary>
    private sealed class Deaf : ReceiveActor
    {
        public Deaf(TaskCompletionSource heard) => ReceiveAny(_ => heard.TrySetResult());
    }
}

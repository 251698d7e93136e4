using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OptionAuctions.TestKit;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Hosting.Tests;

/// <summary>The checks as a probe endpoint runs them: by tag, in a host, against a venue that publishes.</summary>
public sealed class HealthCheckSpecs(ITestOutputHelper output) : HostedKit(output)
{
    private const string AppKey = "canary-app-key-7Q", AppSecret = "canary-app-secret-7Q";

    private VenueServer _venue = null!;

    protected override async Task BeforeHostAsync() => _venue = await VenueServer.StartAsync(new VenueOptions
    {
        StartsAt = new DateTimeOffset(2026, 11, 23, 8, 41, 0, MarketTime.Offset),
        Speed = 10,
    });

    protected override Task AfterHostAsync() => _venue.DisposeAsync().AsTask();

    protected override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(_venue.Clock);
        services.AddHealthChecks();
    }

    protected override void ConfigureAkka(AkkaConfigurationBuilder akka, IServiceProvider services) => akka.WithOptionAuctions(options =>
    {
        (options.WsUrl, options.ApprovalUrl) = (_venue.WebSocketUrl, _venue.ApprovalUrl);
        options.AppKeys = [new AppKeyOptions { AppKey = new Secret(AppKey), AppSecret = new Secret(AppSecret) }];
        options.Codes = [.. VenueOptions.DefaultCodes.Take(4).Select(code => code.ToString())];
        options.Connection.RequestPace = TimeSpan.Zero;
    });

    [Theory]
    [InlineData("live", "option-auctions-live", "the feed answers")]
    [InlineData("liveness", "option-auctions-live", "the feed answers")]
    [InlineData("ready", "option-auctions-ready", "every session is open")]
    [InlineData("readiness", "option-auctions-ready", "every session is open")]
    public async Task A_tag_selects_one_check_which_is_healthy_once_records_come(string tag, string check, string said)
    {
        await _venue.WhenAsync(state => state.Counters.RecordsSent > 0).WaitAsync(TimeSpan.FromSeconds(20));

        var report = await CheckAsync(tag);

        Assert.Equal([check], report.Entries.Keys);
        Assert.Equal((HealthStatus.Healthy, said), (report.Status, report.Entries[check].Description));
    }

    [Fact]
    public async Task A_feed_whose_venue_is_gone_is_live_and_not_ready_and_tells_no_secret()
    {
        var probe = Kit.CreateTestProbe();
        Sys.EventStream.Subscribe(probe, typeof(FeedLost));
        await _venue.WhenAsync(state => state.OpenSessions.Any()).WaitAsync(TimeSpan.FromSeconds(20));

        await _venue.KillAsync();
        await probe.ExpectMsgAsync<FeedLost>(TimeSpan.FromSeconds(20));

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync("live")).Status);
        var report = await CheckAsync("ready");
        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        var (_, entry) = Assert.Single(report.Entries);
        Assert.StartsWith("app key 0 is ", entry.Description, StringComparison.Ordinal);
        Assert.Equal("Indicative", entry.Data["phase"]);
        Assert.DoesNotContain("canary", $"{entry.Description} {entry.Exception} {string.Join(' ', entry.Data)}", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_feed_that_does_not_answer_is_not_live()
    {
        var probe = Kit.CreateTestProbe();
        probe.Watch(Actor<AuctionSupervisor>());
        Sys.Stop(Actor<AuctionSupervisor>());
        await probe.ExpectTerminatedAsync(Actor<AuctionSupervisor>(), TimeSpan.FromSeconds(20));

        var report = await CheckAsync("live").WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((HealthStatus.Unhealthy, "the feed has not answered for 3 s"), (report.Status, Assert.Single(report.Entries).Value.Description));
    }

    [Fact]
    public async Task A_feed_on_whose_dispatcher_an_actor_blocks_is_not_live_until_it_is_done()
    {
        using var gate = new ManualResetEventSlim();
        var blocks = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Sys.ActorOf(Props.Create(() => new Blocking(gate, blocks)).OnFeedDispatcher(Sys)).Tell("block");
        await blocks.Task.WaitAsync(TimeSpan.FromSeconds(20));

        var report = await CheckAsync("live").WaitAsync(TimeSpan.FromSeconds(20));
        gate.Set();

        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Equal("the router has not answered for 3 s: an actor on the feed's dispatcher may be blocking", Assert.Single(report.Entries).Value.Description);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync("live").WaitAsync(TimeSpan.FromSeconds(20))).Status);
    }

    private sealed class Blocking(ManualResetEventSlim gate, TaskCompletionSource blocks) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            blocks.TrySetResult();
            gate.Wait();
        }
    }

    private Task<HealthReport> CheckAsync(string tag) =>
        Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains(tag));
}

using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OptionAuctions.TestKit;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Hosting.Tests;

/// <summary>From the venue's bytes to a subscriber, over a real loopback socket, in a real host.</summary>
public sealed class FirstWalkSpecs(ITestOutputHelper output) : HostedKit(output)
{
    private static readonly string[] Codes = ["B11612083", "C11612083", "B50612083"];
    private VenueServer _venue = null!;

    protected override async Task BeforeHostAsync() =>
        _venue = await VenueServer.StartAsync(new VenueOptions
        {
            Codes = [.. Codes.Select(c => new Instrument(c))],
            StartsAt = new DateTimeOffset(2026, 11, 23, 8, 41, 0, MarketTime.Offset),
            Speed = 10,
        });

    protected override Task AfterHostAsync() => _venue.DisposeAsync().AsTask();

    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton(_venue.Clock);

    protected override void ConfigureAkka(AkkaConfigurationBuilder akka, IServiceProvider services) => akka.WithOptionAuctions(options =>
    {
        options.WsUrl = _venue.WebSocketUrl;
        options.ApprovalUrl = _venue.ApprovalUrl;
        options.AppKeys = [new AppKeyOptions { AppKey = new Secret("app-key-of-the-test"), AppSecret = new Secret("app-secret-of-the-test") }];
        options.Codes = [.. Codes];
        options.Connection.RequestPace = TimeSpan.Zero;
    });

    [Fact]
    public async Task A_subscriber_hears_a_snapshot_of_every_code_and_then_the_auction()
    {
        var probe = Kit.CreateTestProbe();
        Actor<AuctionRouter>().Tell(new AuctionProtocol.Subscribe(probe));

        var seen = new List<AuctionChanged>();
        while (seen.Count(c => c.Kind == ChangeKind.Indication) < 20)
        {
            var changes = await probe.ExpectMsgAsync<AuctionChanges>(TimeSpan.FromSeconds(20));
            seen.AddRange(changes);
            probe.Reply(changes.Ack);
        }

        foreach (var ofCode in seen.GroupBy(c => c.Current.Code)) Assert.Equal(ChangeKind.Snapshot, ofCode.First().Kind);
        Assert.Equal(Codes.Order(), seen.Select(c => c.Current.Code.ToString()).Distinct().Order());

        _ = AuctionFeed.DrainAsync(Actor<AuctionSupervisor>(), TimeSpan.FromSeconds(10)).PipeTo(probe);
        await probe.FishForMessageAsync(
            message =>
            {
                if (message is AuctionChanges last) probe.Reply(last.Ack);
                return message is true; // drained
            },
            TimeSpan.FromSeconds(10));
        var counts = await Actor<AuctionSupervisor>().Ask<FeedCounts>(AuctionProtocol.GetCounts.Instance, TimeSpan.FromSeconds(5));
        Assert.Equal("holds", counts.Identity);
        Assert.Equal(_venue.State().Counters.RecordsSent, counts.Records);
        Assert.Equal(1000, Assert.Single(_venue.State().Sessions).CloseCode);

        var status = await Actor<AuctionSupervisor>().Ask<FeedStatus>(AuctionProtocol.GetStatus.Instance, TimeSpan.FromSeconds(5));
        Assert.Equal(AppKeySessionState.Closed, Assert.Single(status.Sessions).State);
        Assert.InRange(status.LastDataAt!.Value, seen.Max(c => c.Current.ReceivedAt), MarketTime.Now(_venue.Clock));
    }
}

using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OptionAuctions.Chains;
using OptionAuctions.TestKit;
using Xunit.Abstractions;

namespace OptionAuctions.Hosting.Tests;

/// <summary>The end of an opening call over a real socket, for a host that follows a chain and wants to know what it crossed at.</summary>
public sealed class AuctionWalkSpecs(ITestOutputHelper output) : HostedKit(output)
{
    private SteppedVenue _venue = null!;

    protected override async Task BeforeHostAsync() => _venue = await SteppedVenue.StartAsync(new TimeOnly(8, 59, 20));

    protected override Task AfterHostAsync() => _venue.DisposeAsync().AsTask();

    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton<TimeProvider>(_venue.Server.Clock);

    protected override void ConfigureAkka(AkkaConfigurationBuilder akka, IServiceProvider services) => akka.WithOptionAuctions(options =>
    {
        (options.WsUrl, options.ApprovalUrl) = (_venue.Server.WebSocketUrl, _venue.Server.ApprovalUrl);
        options.AppKeys = [new AppKeyOptions { AppKey = new Secret("app-key-of-the-test"), AppSecret = new Secret("app-secret-of-the-test") }];
        (options.MasterFile, options.Market.MasterFileMaxAge) = (Repository.MasterFile, TimeSpan.FromDays(365));
        options.Series = [new SeriesQuery { Underlying = "005930", Expiries = 1, Atm = 3 }];
        options.Auctions.FinalPrice = FinalPriceSource.CrossTrade;
        options.Connection.RequestPace = TimeSpan.Zero;
    });

    [Fact]
    public async Task What_a_chain_crosses_at_is_learned_with_its_slippage_and_from_when_the_path_is_known()
    {
        var probe = Kit.CreateTestProbe();
        Actor<AuctionRouter>().Tell(new AuctionProtocol.Subscribe(probe));
        var finals = new Dictionary<Instrument, AuctionState>();
        var walk = _venue.PassAsync(seconds: 60, registrations: 28, Kit, Actor<AuctionRouter>());
        while (finals.Count < 14)
        {
            var changes = await probe.ExpectMsgAsync<AuctionChanges>(TimeSpan.FromSeconds(20));
            foreach (var change in changes)
                if (change.Kind == ChangeKind.Final) finals[change.Current.Code] = change.Current;
            probe.Reply(changes.Ack);
        }

        await walk;
        Assert.All(finals.Values, state =>
        {
            // The simulated venue crosses where it said.
            Assert.Equal((CallKind.Opening, state.Path.Last, 0m), (state.Session.Call, state.FinalPrice, state.Slippage.ToDecimal()));
            Assert.False(state.Path.IsWhole); // the host began in its last minute
            Assert.InRange(state.Path.KnownFrom!.Value, new DateTimeOffset(2026, 11, 23, 8, 59, 20, MarketTime.Offset), state.Path.ChangedAt!.Value);
        });
        var counts = await DrainedAsync(probe);
        Assert.Equal("holds", counts.Identity);
        Assert.Equal(_venue.Server.State().Counters.RecordsSent, counts.Records);
    }

    [Fact]
    public async Task A_chain_has_a_forward_and_volatilities_while_the_call_runs()
    {
        var options = new FeedOptions { MasterFile = Repository.MasterFile, Market = { MasterFileMaxAge = TimeSpan.FromDays(365) } };
        var known = options.Resolve(_venue.Server.Clock.GetUtcNow());
        var chain = OptionChains.Of(known, "005930", new DateOnly(2026, 11, 23))[0];
        var near = new OptionChain(chain.Underlying, chain.Expiry, chain.Series.Where(s => s.Strike is >= 145_000 and <= 175_000));
        var probe = Kit.CreateTestProbe();
        var actor = Sys.ActorOf(ChainActor.Props(Actor<AuctionRouter>(), near, new PricingTerms(), _venue.Server.Clock));

        actor.Tell(new ChainProtocol.WatchChain(probe));
        var walk = _venue.PassAsync(seconds: 30, registrations: 28, Kit, Actor<AuctionRouter>());
        var view = await probe.ExpectMsgAsync<ChainView>(TimeSpan.FromSeconds(10));
        while (view.Forward.Strikes < 5) view = (await probe.ExpectMsgAsync<ChainProtocol.ChainChanged>(TimeSpan.FromSeconds(20))).View;

        await walk;
        Assert.InRange(view.Forward.Value!.Value, 145_000, 175_000);
        Assert.Contains(view.Rows, row => row.CallVolatility.PerYear is > 0.1 and < 2);
    }

    private async Task<FeedCounts> DrainedAsync(Akka.TestKit.TestProbe probe)
    {
        _ = AuctionFeed.DrainAsync(Actor<AuctionSupervisor>(), TimeSpan.FromSeconds(10)).PipeTo(probe);
        await probe.FishForMessageAsync(
            message =>
            {
                if (message is AuctionChanges last) probe.Reply(last.Ack);
                return message is true; // drained
            },
            TimeSpan.FromSeconds(10));
        return await CountsAsync();
    }

    private Task<FeedCounts> CountsAsync() =>
        Actor<AuctionSupervisor>().Ask<FeedCounts>(AuctionProtocol.GetCounts.Instance, TimeSpan.FromSeconds(20));
}

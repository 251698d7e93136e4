using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OptionAuctions.Hosting.Tests.Samples;
using OptionAuctions.TestKit;
using Xunit.Abstractions;

namespace OptionAuctions.Hosting.Tests;

/// <summary>Actors of the host's own, over a real socket, through the last minute of an opening call.</summary>
public sealed class CodeActorWalkSpecs(ITestOutputHelper output) : HostedKit(output)
{
    private SteppedVenue _venue = null!;

    protected override async Task BeforeHostAsync() => _venue = await SteppedVenue.StartAsync(new TimeOnly(8, 58, 30));

    protected override Task AfterHostAsync() => _venue.DisposeAsync().AsTask();

    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton<TimeProvider>(_venue.Server.Clock);

    protected override void ConfigureAkka(AkkaConfigurationBuilder akka, IServiceProvider services) => akka
        .WithCodeActor((code, series) => series is { IsCall: false, MonthRank: 2 } ? throw new InvalidOperationException("no puts of the second month") : null)
        .WithOptionAuctions(options =>
        {
            (options.WsUrl, options.ApprovalUrl) = (_venue.Server.WebSocketUrl, _venue.Server.ApprovalUrl);
            options.AppKeys = [new AppKeyOptions { AppKey = new Secret("app-key-of-the-test"), AppSecret = new Secret("app-secret-of-the-test") }];
            (options.MasterFile, options.Market.MasterFileMaxAge) = (Repository.MasterFile, TimeSpan.FromDays(365));
            options.Series = [new SeriesQuery { Underlying = "005930", Expiries = 2, Atm = 3 }];
            options.Connection.RequestPace = TimeSpan.Zero;
        })
        .WithCodeActor((_, series, resolver) => series is { IsCall: true, Underlying.Symbol: "005930" } ? resolver.Props<StopChasing>(0.01) : null);

    [Fact]
    public async Task Each_call_of_the_underlying_has_one_that_acts_once_the_order_cannot_be_amended()
    {
        var settled = Kit.CreateTestProbe();
        Sys.EventStream.Subscribe(settled, typeof(StopChasing.Settled));

        await _venue.PassAsync(seconds: 80, registrations: 28, Kit, Actor<AuctionRouter>());
        var heard = new List<StopChasing.Settled>();
        while (heard.Count < 14) heard.Add(await settled.ExpectMsgAsync<StopChasing.Settled>(TimeSpan.FromSeconds(20)));

        var listed = InstrumentList.Load(Repository.MasterFile);
        Assert.Equal(14, heard.Select(h => h.Code).Distinct().Count());
        Assert.All(heard, h => Assert.True(listed.Find(h.Code)!.IsCall && h.Price.HasValue && h.Convergence is >= 0.01 and < 1));
        Assert.True(await AuctionFeed.DrainAsync(Actor<AuctionSupervisor>(), TimeSpan.FromSeconds(10)));
        var counts = await CountsAsync();
        Assert.Equal(("holds", _venue.Server.State().Counters.RecordsSent), (counts.Identity, counts.Records));
        Assert.True(counts.Delivered > 14);
    }

    private Task<FeedCounts> CountsAsync() =>
        Actor<AuctionSupervisor>().Ask<FeedCounts>(AuctionProtocol.GetCounts.Instance, TimeSpan.FromSeconds(20));
}

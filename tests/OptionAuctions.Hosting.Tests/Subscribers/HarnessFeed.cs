using Akka.Actor;
using Akka.Configuration;
using OptionAuctions.TestKit;
using Xunit.Abstractions;

namespace OptionAuctions.Hosting.Tests.Subscribers;

/// <summary>The feed of the TestKit's harness: without a socket, on virtual time.</summary>
internal sealed class HarnessFeed : IFeedInTest
{
    private readonly Akka.TestKit.Xunit2.TestKit _kit;
    private readonly AuctionHarness _harness;

    public HarnessFeed(Func<Instrument, ListedSeries?, Props?> codeActor, ITestOutputHelper output, string settings = "")
    {
        _kit = new Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config.WithFallback(ConfigurationFactory.ParseString(settings)), output: output);
        _harness = AuctionHarness.On(_kit, options => options.Codes = ["B50612083"], actors: [codeActor]);
    }

    public ActorSystem Sys => _kit.Sys;

    public IActorRef Auctions => _harness.Auctions;

    public async Task IndicateAsync(Instrument code, decimal won)
    {
        await _harness.SettleAsync();
        await _harness.FeedAsync(MessageBuilder.ExpectedExecutions.With(code, new TimeOnly(8, 40, 1), won).ToBytes());
    }

    public Task IdentityHoldsAsync() => _harness.IdentityHoldsAsync();

    public async ValueTask DisposeAsync()
    {
        await _harness.DisposeAsync();
        _kit.Dispose();
    }
}

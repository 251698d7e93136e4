using Akka.Actor;
using OptionAuctions.TestKit.Tests.Samples;
using Xunit.Abstractions;

namespace OptionAuctions.TestKit.Tests.Harness;

/// <summary>A strategy is tested in the same way wherever it runs.</summary>
public sealed class OnFeedDispatcherSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config, output: output)
{
    private static readonly Instrument Code = new("B11612083");

    [Fact]
    public async Task A_step_is_over_when_a_subscriber_beside_the_feed_has_handled_it()
    {
        await using var market = AuctionHarness.On(this, Code);
        await market.JoinAsync(Sys.ActorOf(Props.Create(() => new Fallers(market.Auctions, TestActor)).OnFeedDispatcher(Sys)));

        await market.PlayAsync(Auction.Of(Code).Opens().Indicates(1060).Then(1100, 1080).CrossesAt(1080));

        Assert.True(HasMessages);
        Assert.Equal(new Fallers.Fell(Code, From: Won.Of(1100), To: Won.Of(1080)), await ExpectMsgAsync<Fallers.Fell>());
        Assert.False(HasMessages);
        await market.IdentityHoldsAsync();
    }
}

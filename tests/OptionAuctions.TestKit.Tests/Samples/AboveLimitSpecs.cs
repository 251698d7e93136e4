using Akka.Actor;
using Xunit.Abstractions;

namespace OptionAuctions.TestKit.Tests.Samples;

/// <summary>The test of a strategy that is not ready at once.</summary>
public sealed class AboveLimitSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config, output: output)
{
    private static readonly Instrument Code = new("B11612083");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task It_answers_and_tells_once_its_limit_is_there_beginning_with_the_newest_price()
    {
        var limit = new TaskCompletionSource<decimal>();
        await using var market = AuctionHarness.On(this, Code);
        var strategy = Sys.ActorOf(Props.Create(() => new AboveLimit(market.Auctions, TestActor, () => limit.Task)));
        await market.JoinAsync(strategy);
        strategy.Tell("limit?", TestActor);
        await market.PlayAsync(Auction.Of(Code).Opens().Then(1060, 1120, 1140));
        Assert.False(HasMessages);

        await Task.Run(() => limit.SetResult(1100));

        await ExpectMsgAsync(1100m, Patience);
        await ExpectMsgAsync(new AboveLimit.Above(Code, Won.Of(1140), Conflated: 2), Patience);
        await market.IdentityHoldsAsync();
    }
}

using Akka.Actor;
using Xunit.Abstractions;

namespace OptionAuctions.TestKit.Tests.Samples;

/// <summary>A strategy author's first test: no socket, no waiting.</summary>
public sealed class FirstStrategySpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config, output: output)
{
    private static readonly Instrument Code = new("B11612083");

    [Fact]
    public async Task The_desk_is_told_of_each_fall_and_of_nothing_else()
    {
        await using var market = AuctionHarness.On(this, Code);
        await market.JoinAsync(Sys.ActorOf(Props.Create(() => new Fallers(market.Auctions, TestActor))));

        await market.PlayAsync(Auction.Of(Code).Opens().Indicates(1060).Then(1100, 1080).CrossesAt(1080));

        await ExpectMsgAsync(new Fallers.Fell(Code, From: Won.Of(1100), To: Won.Of(1080)));
        Assert.False(HasMessages);
        await market.IdentityHoldsAsync();
    }
}

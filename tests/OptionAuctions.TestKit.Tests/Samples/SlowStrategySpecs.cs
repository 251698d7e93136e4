using Akka.Actor;
using Xunit.Abstractions;

namespace OptionAuctions.TestKit.Tests.Samples;

/// <summary>A strategy author's third test: a strategy that was busy, one that was too far behind, and one that was busy for too long.</summary>
public sealed class SlowStrategySpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config, output: output)
{
    private static readonly Instrument Code = new("B11612083");
    private static readonly Auction Opening = Auction.Of(Code).Opens().Indicates(1100);

    [Fact]
    public async Task One_that_was_busy_is_told_of_the_newest_price_and_not_of_those_before()
    {
        await using var market = AuctionHarness.On(this, Code);
        var strategy = Sys.ActorOf(Props.Create(() => new Fallers(market.Auctions, TestActor)));
        await market.JoinAsync(strategy);
        await market.PlayAsync(Opening);

        await market.PauseAsync(strategy);
        await market.PlayAsync(Auction.Of(Code).At(new TimeOnly(8, 41)).Then(1120, 1090, 1080)); // the first is delivered, and waits
        await market.ResumeAsync(strategy);

        await ExpectMsgAsync(new Fallers.Fell(Code, From: Won.Of(1120), To: Won.Of(1080)));
        Assert.False(HasMessages);
        await market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task One_that_needs_every_price_and_was_too_far_behind_says_so_and_begins_again()
    {
        await using var market = AuctionHarness.On(this, Code);
        var strategy = Sys.ActorOf(Props.Create(() => new EveryPrice(market.Auctions, TestActor)));
        await market.JoinAsync(strategy);
        await market.PlayAsync(Opening);
        await ExpectMsgAsync(new EveryPrice.Begun(Revision: 0));
        await ExpectMsgAsync(Won.Of(1100));

        await market.PauseAsync(strategy);
        await market.PlayAsync(Auction.Of(Code).At(new TimeOnly(8, 41)).Then(1120, 1090, 1080, 1070, 1060)); // one is delivered, and four wait
        await market.ResumeAsync(strategy);

        await ExpectMsgAsync(Won.Of(1120));
        await ExpectMsgAsync(EndReason.Overrun);
        await ExpectMsgAsync(new EveryPrice.Begun(Revision: 6));
        await market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task One_that_was_busy_for_longer_than_the_feed_waits_begins_again_too()
    {
        await using var market = AuctionHarness.On(this, Code);
        var strategy = Sys.ActorOf(Props.Create(() => new EveryPrice(market.Auctions, TestActor)));
        await market.JoinAsync(strategy);

        await market.PauseAsync(strategy);
        await market.PlayAsync(Opening);
        await market.AdvanceAsync(new DeliveryOptions().AckTimeout);
        await market.ResumeAsync(strategy);

        await ExpectMsgAsync(new EveryPrice.Begun(Revision: 0));
        await ExpectMsgAsync(EndReason.NeverAcknowledged);
        await ExpectMsgAsync(new EveryPrice.Begun(Revision: 1));
        await market.IdentityHoldsAsync();
    }
}

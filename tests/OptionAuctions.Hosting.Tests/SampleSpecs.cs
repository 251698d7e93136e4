using Akka.Actor;
using Akka.Streams;
using OptionAuctions.Chains;
using OptionAuctions.Hosting.Tests.Samples;
using OptionAuctions.TestKit;
using Xunit.Abstractions;

namespace OptionAuctions.Hosting.Tests;

/// <summary>The samples that need no host do what they say, on a clock that only the test moves.</summary>
public sealed class SampleSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config, output: output)
{
    private static readonly Instrument Code = new("B11612083");
    private static readonly Instrument OtherCode = new("C11612083");

    [Fact]
    public async Task A_stream_of_settled_prices_has_each_once_and_none_that_strays()
    {
        await using var market = AuctionHarness.On(this, Code, OtherCode);
        var settled = SettledPrices.Of(market.Auctions, convergence: 0.6, every: TimeSpan.FromSeconds(5));
        await market.JoinAsync(() => settled.RunForeach(TestActor.Tell, Sys.Materializer()));

        var still = Auction.Of(Code).Opens().Indicates(1060).Then(Enumerable.Repeat(1060m, 19).ToArray()).Then(Enumerable.Repeat(1100m, 60).ToArray());
        var straying = Auction.Of(OtherCode).Opens().Then(Enumerable.Range(0, 80).Select(i => i % 2 == 0 ? 1000m : 1200m).ToArray());
        await market.PlayAsync(still, straying);

        await ExpectMsgAsync(new SettledPrices.Settled(Code, Won.Of(1060)));
        await ExpectMsgAsync(new SettledPrices.Settled(Code, Won.Of(1100)));
        Assert.False(HasMessages);
        await market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task A_stream_of_settled_prices_looks_at_the_market_no_more_often_than_it_is_to()
    {
        await using var market = AuctionHarness.On(this, Code);
        var settled = SettledPrices.Of(market.Auctions, convergence: 0, every: TimeSpan.FromSeconds(5));
        await market.JoinAsync(() => settled.RunForeach(TestActor.Tell, Sys.Materializer()));

        await market.PlayAsync(Auction.Of(Code).Opens().Then(Enumerable.Range(0, 20).Select(i => 1000m + (10 * i)).ToArray()));

        var said = new List<SettledPrices.Settled>();
        while (HasMessages) said.Add(await ExpectMsgAsync<SettledPrices.Settled>());
        Assert.InRange(said.Count, 4, 5); // of twenty, in twenty seconds
        await market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task A_watch_of_a_chain_says_the_forward_and_the_volatility_nearest_to_it_each_time_that_they_move()
    {
        Instrument Of(bool isCall, int strike) => new($"{(isCall ? 'B' : 'C')}11612{strike / 1000}");
        var chain = new OptionChain("005930", new DateOnly(2026, 12, 10),
            from strike in new[] { 155_000, 160_000, 165_000 } from isCall in new[] { true, false } select new ChainSeries(Of(isCall, strike), isCall, strike));
        Sys.EventStream.Subscribe(TestActor, typeof(ForwardWatch.Implied));
        await using var market = AuctionHarness.On(this, [.. chain.Codes]);
        await market.JoinAsync(Sys.ActorOf(Props.Create(() => new ForwardWatch(market.Auctions, chain, market.Time))));

        await market.PlayAsync(
            Auction.Of(Of(true, 155_000)).Opens().Indicates(7_550), Auction.Of(Of(false, 155_000)).Opens().Indicates(1_550), // 161,000 and a little
            Auction.Of(Of(true, 160_000)).Opens().Indicates(4_200), Auction.Of(Of(false, 160_000)).Opens().Indicates(3_200));
        Assert.False(HasMessages); // two strikes are not enough

        await market.PlayAsync(
            Auction.Of(Of(true, 165_000)).At(new TimeOnly(8, 40, 5)).Indicates(2_100),
            Auction.Of(Of(false, 165_000)).At(new TimeOnly(8, 40, 5)).Indicates(6_100));

        var implied = await ExpectMsgAsync<ForwardWatch.Implied>();
        Assert.Equal(("005930", 160_000), (implied.Underlying, implied.Strike));
        Assert.InRange(implied.Forward, 160_990, 161_010);
        Assert.InRange(implied.Volatility.PerYear!.Value, 0.2, 0.5);
        Assert.False(HasMessages);

        await market.PlayAsync(Auction.Of(Of(false, 155_000)).At(new TimeOnly(8, 40, 10)).Indicates(1_550)); // as before
        Assert.False(HasMessages);
        await market.IdentityHoldsAsync();
    }
}

using static OptionAuctions.Chains.Tests.SomeChain;

namespace OptionAuctions.Chains.Tests;

public sealed class ChainViewSpecs
{
    private static readonly PricingTerms Terms = new() { Rate = 0.03, Dividends = 361 };
    private readonly Ladder _ladder = new(Chain);

    [Fact]
    public void Before_the_first_record_every_strike_is_there_and_nothing_else()
    {
        var view = View();

        Assert.Equal([155_000, 160_000, 165_000], view.Rows.Select(r => r.Strike));
        Assert.All(view.Rows, r => Assert.Equal((IndicativeQuote.None, NoVolatility.NoPrice), (r.Call, r.CallVolatility.Reason)));
        Assert.All(view.Rows, r => Assert.Equal((IndicativeQuote.None, NoVolatility.NoPrice), (r.Put, r.PutVolatility.Reason)));
        Assert.Equal((NoForward.NoPair, null), (view.Forward.Reason, view.ImpliedSpot));
        Assert.Empty(view.Violations);
    }

    /// <summary>Prices of a forward of 161,000 at 30 % (155,000), 35 % and 40 %, rounded to the venue's hundredth, give these back.</summary>
    [Fact]
    public void A_full_ladder_gives_the_forward_the_share_and_the_smile()
    {
        var years = Terms.YearsUntil(SomeChain.Morning, Chain.Expiry);
        (int Strike, double Volatility)[] smile = [(155_000, 0.30), (160_000, 0.35), (165_000, 0.40)];
        foreach (var (strike, volatility) in smile)
            foreach (var isCall in new[] { true, false })
                Assert.True(_ladder.Update(Auction(
                    isCall, strike, (decimal)BlackScholes.Price(isCall, 161_000, strike, years, volatility, Terms.Discount(years)))));

        var view = View();

        Assert.Equal(161_000, view.Forward.Value!.Value, 0.02);
        Assert.Equal(3, view.Forward.Strikes);
        Assert.Equal((161_000 * Terms.Discount(years)) + 361, view.ImpliedSpot!.Value, 0.02);
        Assert.All(view.Rows.Zip(smile), at =>
        {
            Assert.Equal(at.Second.Volatility, at.First.CallVolatility.PerYear!.Value, 1e-5);
            Assert.Equal(at.Second.Volatility, at.First.PutVolatility.PerYear!.Value, 1e-5);
        });
        Assert.Empty(view.Violations);
        Assert.Equal((SomeChain.Morning, years), (view.AsOf, view.Years));
    }

    [Fact]
    public void A_stale_price_is_shown_and_counts_for_nothing()
    {
        Hear(Call(155_000, 7_000), Put(155_000, 1_000), Auction(isCall: true, 160_000, 9_999, StaleReason.ConnectionLost), Put(160_000, 3_000));

        var view = View();

        Assert.Equal(new IndicativeQuote(Won.Of(9_999), IsStale: true) { At = SomeChain.Morning }, view.Rows[1].Call);
        Assert.Equal(NoVolatility.NoPrice, view.Rows[1].CallVolatility.Reason);
        Assert.Equal(1, view.Forward.Strikes);
        Assert.Empty(view.Violations);
    }

    [Fact]
    public void Without_a_pair_prices_are_compared_and_have_no_volatility()
    {
        Hear(Call(155_000, 7_000), Call(160_000, 7_010));

        var view = View();

        Assert.Equal(NoVolatility.NoForward, view.Rows[0].CallVolatility.Reason);
        Assert.Equal([new LadderViolation(ViolationKind.CallNotFalling, 155_000, null, 160_000, Won.Of(10))], view.Violations);
    }

    [Fact]
    public void A_price_is_off_parity_when_it_is_by_more_than_the_tolerance()
    {
        Hear(Call(155_000, 7_000), Put(155_000, 1_000), Call(160_000, 4_200), Put(160_000, 3_200), Call(165_000, 2_201), Put(165_000, 6_000));
        var strict = Terms with { Rate = 0, ForwardTolerance = Won.Of(200) };

        Assert.Equal([new LadderViolation(ViolationKind.Parity, 165_000, null, 165_000, Won.Of(201))], View(strict).Violations);
        Assert.Empty(View(strict with { ForwardTolerance = Won.Of(201) }).Violations);
    }

    [Fact]
    public void After_the_expiry_every_price_says_so()
    {
        Hear(Call(155_000, 7_000), Put(155_000, 1_000));

        Assert.Equal(NoVolatility.Expired, ChainView.Of(_ladder, Terms, SomeChain.Morning.AddDays(30)).Rows[0].CallVolatility.Reason);
    }

    [Fact]
    public void A_price_of_nothing_is_no_price()
    {
        Assert.False(_ladder.Update(Call(155_000, 0)));
        Assert.False(_ladder.Update(Call(155_000, null)));
        Assert.False(_ladder.Update(new AuctionState(Code(isCall: true, 155_000))));
    }

    [Fact]
    public void A_strike_is_followed_from_its_first_state_to_its_release_which_takes_its_price_too()
    {
        Hear(Call(155_000, 7_000));
        Assert.True(View().Rows[0].IsFollowed);
        var released = Call(155_000, 7_000);
        released.Registration = RegistrationStatus.Released;

        Assert.True(_ladder.Update(released));
        Assert.Equal((false, IndicativeQuote.None), (View().Rows[0].IsFollowed, View().Rows[0].Call));
        Assert.False(_ladder.Update(released));
    }

    [Fact]
    public void A_price_withdrawn_is_gone()
    {
        Hear(Call(155_000, 7_000));

        Assert.True(_ladder.Update(Call(155_000, null)));
        Assert.Equal(IndicativeQuote.None, View().Rows[0].Call);
    }

    [Fact]
    public void The_same_price_again_changes_nothing()
    {
        Hear(Call(155_000, 7_000));

        Assert.False(_ladder.Update(Call(155_000, 7_000) with { Revision = 2 }));
    }

    [Fact]
    public void The_same_price_received_later_changes_nothing_but_its_age()
    {
        Hear(Call(155_000, 7_000).ReceivedAt(SomeChain.Morning.AddSeconds(-9)));
        Assert.Equal(TimeSpan.FromSeconds(9), View().Rows[0].CallAnswer.Inputs.Oldest);

        Assert.False(_ladder.Update(Call(155_000, 7_000).ReceivedAt(SomeChain.Morning.AddSeconds(-4))));
        Assert.Equal(TimeSpan.FromSeconds(4), View().Rows[0].CallAnswer.Inputs.Oldest);
    }

    [Fact]
    public void A_code_of_another_chain_changes_nothing() =>
        Assert.False(_ladder.Update(new AuctionState(SomeChain.AnotherCode) { Revision = 9, Stale = StaleReason.None }));

    [Fact]
    public void A_code_that_the_venue_refuses_is_named_until_it_no_longer_does()
    {
        Assert.True(_ladder.Update(Auction(isCall: false, 160_000, null, registration: RegistrationStatus.Refused)));
        Assert.Equal([Code(isCall: false, 160_000)], View().Refused);

        Assert.True(_ladder.Update(Auction(isCall: false, 160_000, null)));
        Assert.Empty(View().Refused);
    }

    private void Hear(params AuctionState[] auctions)
    {
        foreach (var auction in auctions) _ladder.Update(auction);
    }

    private ChainView View(PricingTerms? terms = null) => ChainView.Of(_ladder, terms ?? Terms, SomeChain.Morning);
}

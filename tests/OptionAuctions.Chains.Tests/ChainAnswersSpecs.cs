using static OptionAuctions.Chains.Tests.SomeChain;

namespace OptionAuctions.Chains.Tests;

/// <summary>What a view answers beyond its prices: spot, forwards, greeks, moneyness, straddle; the ages of their inputs, and the reasons for what is missing.</summary>
public sealed class ChainAnswersSpecs
{
    private static readonly PricingTerms Terms = new() { Rate = 0.03, Dividends = 361, MaxInputAge = TimeSpan.FromMinutes(10) };

    [Fact]
    public void Spot_and_future_are_repeated_with_source_moment_and_age()
    {
        var ladder = Smile();
        ladder.UpdateSpot(new PriceInput(160_900, "H0STASP0 005930", SomeChain.Morning.AddSeconds(-3), IsStale: false));
        ladder.UpdateFuture(new PriceInput(161_500, "H0ZFANC0", SomeChain.Morning.AddSeconds(-7), IsStale: false));

        var view = View(ladder);

        Assert.Equal((160_900.0, "H0STASP0 005930", SomeChain.Morning.AddSeconds(-3)), (view.Spot.Price.Value, view.Spot.Source, view.Spot.At));
        Assert.Equal((161_500.0, "H0ZFANC0"), (view.Future.Price.Value, view.Future.Source));
        Assert.Equal((Seconds(3), Seconds(7)), (view.Spot.Price.Inputs.Oldest, view.Future.Price.Inputs.Oldest));
        Assert.Equal(view.Future.Price, view.Forwards.Future);
    }

    [Fact]
    public void The_future_is_a_second_forward_with_a_difference_in_won_and_percent()
    {
        var ladder = Smile();
        ladder.UpdateFuture(Price(161_500));

        var forwards = View(ladder).Forwards;

        Assert.Equal((161_000, 500), (forwards.Parity.Value!.Value, forwards.Difference.Value!.Value), (expected, found) =>
            Math.Abs(expected.Item1 - found.Item1) < 0.02 && Math.Abs(expected.Item2 - found.Item2) < 0.02);
        Assert.Equal(100 * 500 / 161_000.0, forwards.DifferencePercent.Value!.Value, 1e-4);
    }

    [Fact]
    public void Each_option_has_its_volatility_and_greeks_a_share_and_a_contract()
    {
        var view = View(Smile());
        var years = view.Years;

        Assert.All(view.Rows.Zip(Volatilities), at =>
        {
            var (row, volatility) = at;
            foreach (var (isCall, answer) in new[] { (true, row.CallAnswer), (false, row.PutAnswer) })
            {
                var expected = Greeks.Of(isCall, 161_000, row.Strike, years, volatility, Terms.Rate);
                Assert.Equal(volatility, answer.Volatility.PerYear!.Value, 1e-5);
                Assert.Equal(expected.Delta, answer.PerShare!.Value.Delta, 1e-5);
                Assert.Equal(1, answer.PerShare.Value.Gamma / expected.Gamma, 1e-4);
                Assert.Equal(1, answer.PerShare.Value.Vega / expected.Vega, 1e-4);
                Assert.Equal(1, answer.PerShare.Value.Theta / expected.Theta, 1e-4);
                Assert.Equal(1, answer.PerShare.Value.Rho / expected.Rho, 1e-4);
                Assert.Equal(answer.PerShare.Value.Times(10), answer.PerContract);
                Assert.Equal((NoAnswer.None, true), (answer.Reason, answer.Contract.IsAssumed));
            }
        });
    }

    [Fact]
    public void The_multiplier_of_the_chain_counts_and_is_then_not_assumed()
    {
        var chain = new OptionChain(Chain.Underlying, Chain.Expiry, Chain.Series) { Multiplier = 12 };

        var view = View(Smile(new Ladder(chain)));

        Assert.Equal((12, false), (view.Contract.Shares, view.Contract.IsAssumed));
        Assert.Equal(view.Rows[1].CallAnswer.PerShare!.Value.Times(12), view.Rows[1].CallAnswer.PerContract);
        Assert.Equal(12 * view.Straddle.PerShare.Value, view.Straddle.PerContract.Value);
    }

    [Fact]
    public void Moneyness_is_the_distance_into_the_money_by_the_spot()
    {
        var ladder = Smile();
        ladder.UpdateSpot(Price(163_200));

        var at = View(ladder).Rows[1];

        Assert.Equal((0.02, -0.02), (at.CallAnswer.Moneyness.Value!.Value, at.PutAnswer.Moneyness.Value!.Value));
    }

    [Fact]
    public void The_straddle_at_the_money_costs_its_call_and_its_put()
    {
        var view = View(Smile());

        var (call, put) = (view.Rows[1].Call.Last, view.Rows[1].Put.Last);
        Assert.Equal((160_000.0, call + put, 10 * (call + put)), (view.Straddle.Strike, view.Straddle.PerShare.Value, view.Straddle.PerContract.Value));
    }

    [Fact]
    public void A_strike_at_the_money_without_one_price_has_no_straddle_and_no_other_strike_stands_in()
    {
        var ladder = Smile();
        ladder.Update(Put(160_000, null));

        var straddle = View(ladder).Straddle;

        Assert.Equal((160_000.0, null, NoAnswer.NoOptionPrice), (straddle.Strike, straddle.PerShare.Value, straddle.PerShare.Reason));
        Assert.Equal(NoAnswer.NoOptionPrice, straddle.PerContract.Reason);
    }

    [Fact]
    public void Before_the_first_price_every_answer_has_its_reason_and_no_input()
    {
        var view = View(new Ladder(Chain));

        Assert.Equal(
            (NoAnswer.NoSpot, NoAnswer.NoFuture, NoAnswer.NoForward, NoAnswer.NoForward, NoAnswer.NoForward),
            (view.Spot.Price.Reason, view.Future.Price.Reason, view.Forwards.Parity.Reason, view.Forwards.Difference.Reason, view.Straddle.PerShare.Reason));
        Assert.All(view.Rows, row => Assert.Equal(
            (NoAnswer.NoVolatility, NoVolatility.NoPrice, NoAnswer.NoSpot, InputAge.None),
            (row.CallAnswer.Reason, row.CallAnswer.Volatility.Reason, row.PutAnswer.Moneyness.Reason, row.PutAnswer.Inputs)));
    }

    [Fact]
    public void An_answer_is_as_old_as_its_oldest_input()
    {
        var ladder = Smile();
        ladder.Update(Call(155_000, ladder.Rows()[0].Call.Price.ToDecimal()).ReceivedAt(SomeChain.Morning.AddSeconds(-40)));
        ladder.Update(Put(165_000, ladder.Rows()[2].Put.Price.ToDecimal()).ReceivedAt(SomeChain.Morning.AddSeconds(-90)));
        ladder.UpdateFuture(Price(161_500, SomeChain.Morning.AddSeconds(-200)));

        var view = View(ladder);

        Assert.Equal(Seconds(90), view.Forwards.Parity.Inputs.Oldest); // all three pairs are in it
        Assert.Equal(Seconds(200), view.Forwards.Difference.Inputs.Oldest);
        Assert.Equal((Seconds(90), Seconds(90)), (view.Rows[0].CallAnswer.Inputs.Oldest, view.Straddle.PerShare.Inputs.Oldest));
        Assert.False(view.Rows[0].CallAnswer.IsStale || view.Straddle.PerShare.IsStale || view.Forwards.Difference.IsStale);
    }

    [Fact]
    public void A_stale_spot_makes_stale_what_is_computed_from_it_and_nothing_else()
    {
        var ladder = Smile();
        ladder.UpdateSpot(Price(163_200) with { IsStale = true });

        var view = View(ladder);

        Assert.True(view.Spot.Price.IsStale);
        Assert.All(view.Rows, row => Assert.True(row.CallAnswer.Moneyness.IsStale && row.PutAnswer.Moneyness.IsStale));
        Assert.Equal((0.02, null), (view.Rows[1].CallAnswer.Moneyness.Value, view.Rows[1].CallAnswer.Moneyness.Current));
        Assert.All(view.Rows, row => Assert.False(row.CallAnswer.IsStale || row.PutAnswer.IsStale));
        Assert.False(view.Forwards.Parity.IsStale || view.Straddle.PerShare.IsStale);
    }

    [Fact]
    public void A_stale_future_makes_the_difference_stale_and_not_the_parity_forward()
    {
        var ladder = Smile();
        ladder.UpdateFuture(Price(161_500, SomeChain.Morning.AddMinutes(-11)));

        var forwards = View(ladder).Forwards;

        Assert.True(forwards.Future.IsStale && forwards.Difference.IsStale && forwards.DifferencePercent.IsStale);
        Assert.False(forwards.Parity.IsStale);
    }

    [Fact]
    public void A_stale_option_has_stale_answers_and_leaves_those_of_the_others_current()
    {
        var ladder = Smile();
        var price = ladder.Rows()[1].Call.Price.ToDecimal();
        ladder.Update(Auction(isCall: true, 160_000, price, StaleReason.ConnectionLost));

        var view = View(ladder);

        Assert.Equal((true, 0.35), (view.Rows[1].CallAnswer.IsStale, view.Rows[1].CallAnswer.Volatility.PerYear!.Value), (expected, found) =>
            expected.Item1 == found.Item1 && Math.Abs(expected.Item2 - found.Item2) < 1e-5);
        Assert.NotNull(view.Rows[1].CallAnswer.PerShare);
        Assert.True(view.Straddle.PerShare.IsStale && view.Straddle.PerContract.IsStale);
        Assert.False(view.Rows[1].PutAnswer.IsStale || view.Rows[0].CallAnswer.IsStale || view.Forwards.Parity.IsStale);
        Assert.Equal((2, NoVolatility.NoPrice), (view.Forward.Strikes, view.Rows[1].CallVolatility.Reason)); // of current prices, as before
    }

    [Fact]
    public void A_price_older_than_the_bound_is_as_good_as_stale()
    {
        var ladder = Smile();

        var (inTime, late) = (View(ladder, SomeChain.Morning.AddMinutes(10)), View(ladder, SomeChain.Morning.AddMinutes(10).AddSeconds(1)));

        Assert.Equal((3, false), (inTime.Forward.Strikes, inTime.Rows[1].CallAnswer.IsStale));
        Assert.Equal((0, true), (late.Forward.Strikes, late.Rows[1].CallAnswer.IsStale));
        Assert.Equal((NoForward.NoPair, NoVolatility.NoPrice), (late.Forward.Reason, late.Rows[1].CallVolatility.Reason));
    }

    [Fact]
    public void When_all_prices_are_stale_the_last_ones_still_answer_and_all_is_stale()
    {
        var ladder = Smile();
        ladder.UpdateFuture(Price(161_500));
        foreach (var row in ladder.Rows())
        {
            ladder.Update(Auction(isCall: true, (int)row.Strike, row.Call.Price.ToDecimal(), StaleReason.CallEnded));
            ladder.Update(Auction(isCall: false, (int)row.Strike, row.Put.Price.ToDecimal(), StaleReason.CallEnded));
        }

        var view = View(ladder);

        Assert.Equal((null, NoForward.NoPair), (view.Forward.Value, view.Forward.Reason));
        Assert.Equal(161_000, view.Forwards.Parity.Value!.Value, 0.02);
        Assert.True(view.Forwards.Parity.IsStale && view.Forwards.Difference.IsStale && view.Straddle.PerShare is { IsStale: true, Value: > 0 });
        Assert.All(
            view.Rows.SelectMany(row => new[] { row.CallAnswer, row.PutAnswer }), answer => Assert.True(answer is { IsStale: true, PerShare: not null }));
    }

    [Fact]
    public void After_the_expiry_there_are_no_greeks_and_the_volatility_says_why()
    {
        var answer = View(Smile(), SomeChain.Morning.AddDays(30)).Rows[1].CallAnswer;

        Assert.Equal((null, NoAnswer.NoVolatility, NoVolatility.Expired), (answer.PerShare, answer.Reason, answer.Volatility.Reason));
    }

    /// <summary>A discount factor that is not that of its rate, which no view has: greeks that would be infinite are left out all the same.</summary>
    [Fact]
    public void Greeks_that_are_no_numbers_are_out_of_range()
    {
        var moment = new PricingMoment(new PricingTerms { Rate = -1 }, SomeChain.Morning, Years: 800, Discount: 1);

        var answer = OptionAnswer.Of(
            isCall: true, 100_000, new IndicativeQuote(Won.Of(50_000), IsStale: false), Answer.Of(100_000, default), default, default, moment);

        Assert.Equal((true, null, null, NoAnswer.OutOfRange), (answer.Volatility.PerYear.HasValue, answer.PerShare, answer.PerContract, answer.Reason));
    }

    [Fact]
    public void A_price_that_is_given_changes_the_ladder_unless_only_its_moment_is_another()
    {
        var ladder = new Ladder(Chain);

        Assert.True(ladder.UpdateSpot(Price(1)) && ladder.UpdateFuture(Price(2)));
        Assert.False(ladder.UpdateSpot(Price(1, SomeChain.Morning.AddSeconds(1))) || ladder.UpdateFuture(Price(2, SomeChain.Morning.AddSeconds(1))));
        Assert.Equal(SomeChain.Morning.AddSeconds(1), ladder.Spot!.At);
        Assert.True(ladder.UpdateSpot(Price(1) with { IsStale = true }) && ladder.UpdateFuture(Price(null)));
    }

    private static readonly double[] Volatilities = [0.30, 0.35, 0.40];

    /// <summary>Prices of a forward of 161,000, rounded to the venue's hundredth.</summary>
    private static Ladder Smile(Ladder? ladder = null)
    {
        ladder ??= new Ladder(Chain);
        var years = Terms.YearsUntil(SomeChain.Morning, Chain.Expiry);
        foreach (var (strike, volatility) in Chain.Strikes.Zip(Volatilities))
            foreach (var isCall in new[] { true, false })
                ladder.Update(Auction(
                    isCall, (int)strike, (decimal)BlackScholes.Price(isCall, 161_000, strike, years, volatility, Terms.Discount(years))));
        return ladder;
    }

    private static PriceInput Price(double? price, DateTimeOffset? at = null) => new(price, "a test", at ?? SomeChain.Morning, IsStale: false);

    private static TimeSpan? Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static ChainView View(Ladder ladder, DateTimeOffset? now = null) => ChainView.Of(ladder, Terms, now ?? SomeChain.Morning);
}

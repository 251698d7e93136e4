namespace OptionAuctions.Chains.Tests;

public sealed class ParityForwardSpecs
{
    [Fact]
    public void One_strike_gives_the_forward_of_the_reference_to_a_millionth() => Assert.All(ReferencePrices.All, r =>
        Assert.Equal(r.Forward, ParityForward.Of([new PricedStrike(r.Strike, r.Call, r.Put)], r.Discount).Value!.Value, 1e-6));

    [Fact]
    public void It_says_how_many_strikes_it_rests_on_and_how_far_they_are_apart()
    {
        var forward = ParityForward.Of([new(90, 12, 1), new(100, 5, 4), new(110, 2, null), new(120, null, 19)], discount: 0.5);

        Assert.Equal((107.0, 2, 10.0), (forward.Value, forward.Strikes, forward.Spread));
    }

    [Fact]
    public void One_wild_price_does_not_move_it()
    {
        var forward = ParityForward.Of([new(90, 12, 2), new(100, 66, 5), new(110, 2, 12)], discount: 1);

        Assert.Equal((100.0, 61.0), (forward.Value, forward.Spread));
    }

    [Fact]
    public void Without_a_strike_that_has_both_there_is_none()
    {
        var forward = ParityForward.Of([new(90, 12, null), new(100, null, 4)], discount: 1);

        Assert.Equal((null, NoForward.NoPair, 0), (forward.Value, forward.Reason, forward.Strikes));
        Assert.Equal(NoForward.NoPair, default(ParityForward).Reason);
    }

    [Fact]
    public void Prices_too_far_apart_for_any_share_give_none()
    {
        var forward = ParityForward.Of([new(90, 1, 200)], discount: 1);

        Assert.Equal((null, NoForward.NotPositive, 1), (forward.Value, forward.Reason, forward.Strikes));
    }

    [Fact]
    public void Prices_of_no_sense_still_give_numbers()
    {
        var high = ParityForward.Of([new(1.7e308, 1, 1), new(1.6e308, 1, 1)], discount: 1);
        var wide = ParityForward.Of([new(1, 1, 20_000_000), new(1, 20_000_000, 1)], discount: 1.9e-301);

        Assert.Equal((1.65e308, 1e307), (high.Value!.Value, high.Spread), (expected, found) =>
            Math.Abs((expected.Item1 / found.Item1) - 1) < 1e-9 && Math.Abs((expected.Item2 / found.Item2) - 1) < 1e-9);
        Assert.Equal(double.MaxValue, wide.Spread);
    }
}

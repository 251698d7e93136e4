namespace OptionAuctions.Chains.Tests;

/// <summary>
/// J. Hull, Options, Futures, and Other Derivatives, "Properties of stock options", put-call parity: S 31, K 30, r 10 %, three months, call 3, put 2.25;
/// the put is too cheap by 1.01 at the expiry. The digits are those of arithmetic with 60.
/// </summary>
public sealed class ForwardComparisonSpecs
{
    private static readonly InputAge Old = new(TimeSpan.FromSeconds(9), IsStale: false), New = new(TimeSpan.FromSeconds(1), IsStale: false);

    [Fact]
    public void Both_forwards_of_the_textbook_and_their_difference_are_right_to_a_millionth()
    {
        var terms = new PricingTerms { Rate = 0.10 };
        var parity = ParityForward.Of([new PricedStrike(30, 3, 2.25)], terms.Discount(0.25)).Value!.Value;

        var both = new ForwardComparison(Answer.Of(parity, New), Answer.Of(terms.ForwardOf(31, 0.25), Old));

        Assert.Equal(30.768986340393322, both.Parity.Value!.Value, 1e-9);
        Assert.Equal(31.784768736257294, both.Future.Value!.Value, 1e-9);
        Assert.Equal(1.0157823958639724, both.Difference.Value!.Value, 1e-9);
        Assert.Equal(3.3013190120288754, both.DifferencePercent.Value!.Value, 1e-9);
    }

    /// <summary>Hull, "Determination of forward and futures prices": S 40, r 5 %, three months: 40.50; S 900, income of 40 in four months, r 4 %: 886.60.</summary>
    [Theory]
    [InlineData(40, 0, 0.05, 0.25, 40.503138061625375)]
    [InlineData(900, 39.601993349966722, 0.04, 0.75, 886.60102695709494)]
    public void The_forward_of_a_share_is_that_of_the_textbook(double spot, double dividends, double rate, double years, double forward) =>
        Assert.Equal(forward, new PricingTerms { Rate = rate, Dividends = dividends }.ForwardOf(spot, years), 1e-9);

    [Fact]
    public void The_difference_is_as_old_and_as_stale_as_its_inputs()
    {
        var both = new ForwardComparison(Answer.Of(100, New), Answer.Of(101, Old));
        var stale = new ForwardComparison(Answer.Of(100, New with { IsStale = true }), Answer.Of(101, Old));

        Assert.Equal((Old, Old), (both.Difference.Inputs, both.DifferencePercent.Inputs));
        Assert.Equal((1, (double?)null, true), (stale.Difference.Value!.Value, stale.Difference.Current, stale.DifferencePercent.IsStale));
    }

    [Fact]
    public void Without_one_of_the_two_there_is_no_difference_but_its_reason()
    {
        var noParity = new ForwardComparison(Answer.None(NoAnswer.NoForward, default), Answer.Of(101, Old));
        var noFuture = new ForwardComparison(Answer.Of(100, New), Answer.None(NoAnswer.NoFuture, default));

        Assert.Equal((null, NoAnswer.NoForward, Old), (noParity.Difference.Value, noParity.Difference.Reason, noParity.Difference.Inputs));
        Assert.Equal((null, NoAnswer.NoFuture, New), (noFuture.DifferencePercent.Value, noFuture.DifferencePercent.Reason, noFuture.Difference.Inputs));
        Assert.Equal(NoAnswer.NotComputed, default(ForwardComparison).Difference.Reason);
    }
}

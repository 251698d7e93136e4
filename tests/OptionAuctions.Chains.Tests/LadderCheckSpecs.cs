using CsCheck;
using static OptionAuctions.Chains.ViolationKind;

namespace OptionAuctions.Chains.Tests;

/// <summary>Three strikes at unequal distance with a forward of 100, and one price at a time that is wrong.</summary>
public sealed class LadderCheckSpecs
{
    private const double Discount = 0.9;
    private const double Tolerance = 0.5;

    // Parity at 100: the call less the put is 9, 0 and -18.
    private static readonly PricedStrike[] Sound = [new(90, 12, 3), new(100, 6, 6), new(120, 1, 19)];

    [Fact]
    public void Sound_prices_violate_nothing() => Assert.Empty(Find(Sound));

    [Fact]
    public void Equal_prices_at_the_lowest_tick_violate_nothing() => Assert.Empty(Find([new(130, 0.1, null), new(140, 0.1, null), new(150, 0.1, null)]));

    public static TheoryData<PricedStrike[], double?, LadderViolation> Wrong => new()
    {
        { [new(90, 12, null), new(100, 13.25, null)], null, new(CallNotFalling, 90, null, 100, Won.Of(1.25m)) },
        { [new(90, null, 3), new(100, null, 2.5)], null, new(PutNotRising, 90, null, 100, Won.Of(0.5m)) },
        { [new(90, 20, null), new(100, 10, null)], null, new(CallTooSteep, 90, null, 100, Won.Of(1)) },
        { [new(90, null, 2), new(120, null, 30)], null, new(PutTooSteep, 90, null, 120, Won.Of(1)) },
        { [new(90, 12, null), new(100, 9, null), new(120, 1.5, null)], null, new(CallNotConvex, 90, 100, 120, Won.Of(0.5m)) },
        { [new(90, null, 3), new(100, null, 9), new(120, null, 19.5)], null, new(PutNotConvex, 90, 100, 120, Won.Of(0.5m)) },
        { [new(90, 13, 3)], 100, new(Parity, 90, null, 90, Won.Of(1)) },
        { [new(90, 12, 4)], 100, new(Parity, 90, null, 90, Won.Of(1)) },
        { [new(90, 8, null)], 100, new(CallBelowIntrinsic, 90, null, 90, Won.Of(1)) },
        { [new(120, null, 17)], 100, new(PutBelowIntrinsic, 120, null, 120, Won.Of(1)) },
        { [new(90, 91, null)], 100, new(CallAboveBound, 90, null, 90, Won.Of(1)) },
        { [new(90, null, 81.01)], null, new(PutAboveBound, 90, null, 90, Won.Of(0.01m)) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_price_is_told_with_its_strikes_and_by_how_much(PricedStrike[] ladder, double? forward, LadderViolation violation) =>
        Assert.Equal([violation], LadderCheck.Find(ladder, forward, Discount, Tolerance));

    [Fact]
    public void Each_kind_is_told_above() =>
        Assert.Equal(Enum.GetValues<ViolationKind>(), Wrong.Select(row => ((LadderViolation)row[2]).Kind).Distinct());

    [Fact]
    public void What_rests_on_the_forward_is_allowed_the_tolerance() =>
        Assert.Empty(Find([new(90, 12.5, 3)]).Concat(Find([new(90, 8.5, null)])).Concat(Find([new(120, null, 17.5)])));

    [Fact]
    public void A_strike_without_a_price_is_passed_over() =>
        Assert.Equal([new(CallNotFalling, 90, null, 110, Won.Of(1))], Find([new(90, 12, null), new(100, null, null), new(110, 13, null)]));

    [Fact]
    public void A_monstrous_amount_is_cut_to_what_won_can_say() =>
        Assert.Equal(Won.Of(21_000_000), Assert.Single(Find([new(90, 1, null), new(100, 1e300, null)]), v => v.Kind == CallNotFalling).Amount);

    [Fact]
    public void Prices_of_one_smile_violate_nothing() => Smiles.Sample(smile =>
        LadderCheck.Find(smile.Ladder, smile.Forward, smile.Discount, 0).Count == 0);

    [Fact]
    public void One_price_of_a_smile_raised_beyond_its_neighbours_is_told() => Gen.Select(Smiles, Gen.Int[1, 7], Gen.Bool, Gen.Double[1, 500])
        .Sample((smile, row, isCall, beyond) =>
        {
            var (low, middle, high) = (smile.Ladder[row - 1], smile.Ladder[row], smile.Ladder[row + 1]);
            double At(PricedStrike at) => (isCall ? at.Call : at.Put)!.Value;
            var weight = (double)(high.Strike - middle.Strike) / (high.Strike - low.Strike);
            var raised = (weight * At(low)) + ((1 - weight) * At(high)) + beyond;
            var ladder = smile.Ladder.ToArray();
            ladder[row] = isCall ? middle with { Call = raised } : middle with { Put = raised };

            var found = LadderCheck.Find(ladder, ParityForward.Of(ladder, smile.Discount).Value, smile.Discount, 0.5);

            return found.Any(v => (v.Kind, v.Low, v.Middle, v.High) == (isCall ? CallNotConvex : PutNotConvex, low.Strike, middle.Strike, high.Strike)
                    && Math.Abs((double)v.Amount.ToDecimal()!.Value - beyond) < 0.006)
                && found.Any(v => v.Kind == Parity && v.Low == middle.Strike)
                && found.Where(v => v.Kind == Parity).All(v => v.Low == middle.Strike);
        });

    /// <summary>
    /// Nine strikes, unequally spaced. A mixture of two lognormal laws with the same mean is a law, so whatever it prices is free of
    /// arbitrage; its smile is not flat.
    /// </summary>
    private static Gen<(PricedStrike[] Ladder, double Forward, double Discount)> Smiles { get; } = Gen.Select(
        Gen.Double[20_000, 400_000], Gen.Double[0.01, 1], Gen.Double[0.1, 0.4], Gen.Double[0.4, 1.2],
        Gen.Double[0, 1], Gen.Int[100, 3_000].Array[9], Gen.Double[0.9, 1.01],
        (forward, years, calm, wild, share, gaps, discount) =>
        {
            var strikes = gaps.Select((_, i) => (int)(forward * 0.85) + gaps.Take(i + 1).Sum());
            double Price(bool isCall, int strike) =>
                ((1 - share) * BlackScholes.Price(isCall, forward, strike, years, calm, discount))
                    + (share * BlackScholes.Price(isCall, forward, strike, years, wild, discount));
            return (strikes.Select(k => new PricedStrike(k, Price(true, k), Price(false, k))).ToArray(), forward, discount);
        });

    private static IReadOnlyList<LadderViolation> Find(PricedStrike[] ladder) => LadderCheck.Find(ladder, 100, Discount, Tolerance);
}

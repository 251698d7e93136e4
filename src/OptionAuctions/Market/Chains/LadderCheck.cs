using OptionAuctions.Wire;
using static OptionAuctions.Market.Chains.ViolationKind;

namespace OptionAuctions.Market.Chains;

/// <summary>Finds what the prices of one expiry disagree on. What holds between neighbours holds over the whole ladder, so only these are compared.</summary>
/// <remarks>The bounds are Merton's, "Theory of rational option pricing", 1973, on the forward. Equal prices of two strikes are none: many rest on the lowest tick.</remarks>
public static class LadderCheck
{
    private const double Resolution = 0.005;
    private const double MaxAmount = 21_000_000;

    /// <summary>All violations: those of the calls, of the puts, then of single strikes, each from low to high.</summary>
    /// <param name="ladder">The strikes, rising.</param>
    /// <param name="forward">The forward, won; <see langword="null"/> leaves out what needs one.</param>
    /// <param name="discount">What a won at the expiry is worth now, above 0.</param>
    /// <param name="tolerance">What is allowed where the forward has a part, won, since it is an estimate. Elsewhere it is half a hundredth.</param>
    public static IReadOnlyList<LadderViolation> Find(IReadOnlyList<PricedStrike> ladder, double? forward, double discount, double tolerance)
    {
        List<LadderViolation> found = [];
        Side(found, discount, [.. ladder.Where(at => at.Call.HasValue).Select(at => (at.Strike, at.Call!.Value))], CallNotFalling, CallTooSteep, CallNotConvex, -1);
        Side(found, discount, [.. ladder.Where(at => at.Put.HasValue).Select(at => (at.Strike, at.Put!.Value))], PutNotRising, PutTooSteep, PutNotConvex, 1);
        foreach (var at in ladder) Single(found, at, forward, discount, Math.Max(tolerance, Resolution));
        return found;
    }

    private static void Side(
        List<LadderViolation> found, double discount, (int Strike, double Price)[] side, ViolationKind order, ViolationKind slope, ViolationKind convexity, int direction)
    {
        for (var i = 1; i < side.Length; i++)
        {
            var (low, high) = (side[i - 1], side[i]);
            var rise = direction * (high.Price - low.Price);
            Add(found, order, low.Strike, null, high.Strike, -rise, Resolution);
            Add(found, slope, low.Strike, null, high.Strike, rise - (discount * (high.Strike - low.Strike)), Resolution);
        }

        for (var i = 2; i < side.Length; i++)
        {
            var (low, middle, high) = (side[i - 2], side[i - 1], side[i]);
            var weight = (double)(high.Strike - middle.Strike) / (high.Strike - low.Strike);
            var bound = (weight * low.Price) + ((1 - weight) * high.Price);
            Add(found, convexity, low.Strike, middle.Strike, high.Strike, middle.Price - bound, Resolution);
        }
    }

    private static void Single(List<LadderViolation> found, in PricedStrike at, double? forward, double discount, double tolerance)
    {
        void At(ViolationKind kind, int strike, double? beyond, double allowed) => Add(found, kind, strike, null, strike, beyond ?? 0, allowed);

        var exercise = discount * (forward - at.Strike); // of the call; the put's is its opposite
        At(Parity, at.Strike, Math.Abs((at.Call - at.Put - exercise) ?? 0), tolerance);
        At(CallBelowIntrinsic, at.Strike, exercise - at.Call, tolerance);
        At(PutBelowIntrinsic, at.Strike, -exercise - at.Put, tolerance);
        At(CallAboveBound, at.Strike, at.Call - (discount * forward), tolerance);
        At(PutAboveBound, at.Strike, at.Put - (discount * at.Strike), Resolution);
    }

    private static void Add(List<LadderViolation> found, ViolationKind kind, int low, int? middle, int high, double beyond, double allowed)
    {
        if (beyond > allowed) found.Add(new LadderViolation(kind, low, middle, high, Won.Of((decimal)Math.Min(beyond, MaxAmount))));
    }
}

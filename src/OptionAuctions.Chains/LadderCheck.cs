using static OptionAuctions.Chains.ViolationKind;

namespace OptionAuctions.Chains;

/// <summary>
/// Finds the no-arbitrage conditions that the prices of one expiry violate. What holds between neighbouring strikes holds over the whole ladder, so only
/// neighbours are compared.
/// </summary>
/// <remarks>
/// The bounds are those of R. Merton, "Theory of rational option pricing", 1973, on the forward. Equal prices of two strikes are no
/// violation: far out of the money many prices are at the lowest tick.
/// </remarks>
public static class LadderCheck
{
    private const double Resolution = 0.005; // won
    private const double MaxAmount = 21_000_000; // won, within the range of the type Won

    /// <summary>Returns all violations: those of the calls, of the puts, then of single strikes, each from low to high.</summary>
    /// <param name="ladder">The strikes, in ascending order.</param>
    /// <param name="forward">The forward, won; <see langword="null"/> leaves out the checks that need one.</param>
    /// <param name="discount">Discount factor, the value now of one won at the expiry, above 0.</param>
    /// <param name="tolerance">
    /// Deviation that is allowed in checks with the forward, won, since the forward is an estimate. Elsewhere half a hundredth is allowed.
    /// </param>
    public static IReadOnlyList<LadderViolation> Find(
        IReadOnlyList<PricedStrike> ladder, double? forward, double discount, double tolerance)
    {
        List<LadderViolation> found = [];
        var calls = ladder.Where(at => at.Call.HasValue).Select(at => new Point(at.Strike, at.Call!.Value)).ToArray();
        var puts = ladder.Where(at => at.Put.HasValue).Select(at => new Point(at.Strike, at.Put!.Value)).ToArray();
        foreach (var (low, high) in calls.Zip(calls.Skip(1)))
            CheckPair(found, (CallNotFalling, CallTooSteep), low, high, fall: low.Price - high.Price, discount);
        CheckConvexity(found, CallNotConvex, calls);
        foreach (var (low, high) in puts.Zip(puts.Skip(1)))
            CheckPair(found, (PutNotRising, PutTooSteep), low, high, fall: high.Price - low.Price, discount);
        CheckConvexity(found, PutNotConvex, puts);
        foreach (var at in ladder) CheckStrike(found, at, forward, discount, Math.Max(tolerance, Resolution));
        return found;
    }

    /// <summary>Checks the prices of two neighbouring strikes.</summary>
    /// <param name="found">Receives the violations.</param>
    /// <param name="kinds">The violation when the price goes the wrong way, and when it goes too far.</param>
    /// <param name="low">The lower strike.</param>
    /// <param name="high">The higher strike.</param>
    /// <param name="fall">By how much the strike further out of the money is cheaper.</param>
    /// <param name="discount">Discount factor, the value now of one won at the expiry.</param>
    private static void CheckPair(
        List<LadderViolation> found, (ViolationKind WrongWay, ViolationKind TooSteep) kinds,
        Point low, Point high, double fall, double discount)
    {
        Add(found, kinds.WrongWay, low.Strike, null, high.Strike, -fall, Resolution);
        Add(found, kinds.TooSteep, low.Strike, null, high.Strike, fall - (discount * (high.Strike - low.Strike)), Resolution);
    }

    private static void CheckConvexity(List<LadderViolation> found, ViolationKind kind, Point[] side)
    {
        for (var i = 2; i < side.Length; i++)
        {
            var (low, middle, high) = (side[i - 2], side[i - 1], side[i]);
            var weight = (high.Strike - middle.Strike) / (high.Strike - low.Strike);
            var wings = (weight * low.Price) + ((1 - weight) * high.Price);
            Add(found, kind, low.Strike, middle.Strike, high.Strike, middle.Price - wings, Resolution);
        }
    }

    private static void CheckStrike(List<LadderViolation> found, PricedStrike at, double? forward, double discount, double tolerance)
    {
        void Check(ViolationKind kind, double? amount, double allowed) =>
            Add(found, kind, at.Strike, null, at.Strike, amount ?? 0, allowed);

        var exercise = discount * (forward - at.Strike); // value of exercising the call; the put's is its opposite
        Check(Parity, Math.Abs((at.Call - at.Put - exercise) ?? 0), tolerance);
        Check(CallBelowIntrinsic, exercise - at.Call, tolerance);
        Check(PutBelowIntrinsic, -exercise - at.Put, tolerance);
        Check(CallAboveBound, at.Call - (discount * forward), tolerance);
        Check(PutAboveBound, at.Put - (discount * at.Strike), Resolution);
    }

    private static void Add(List<LadderViolation> found, ViolationKind kind, double low, double? middle, double high, double amount, double allowed)
    {
        if (amount > allowed) found.Add(new LadderViolation(kind, low, middle, high, Won.Of((decimal)Math.Min(amount, MaxAmount))));
    }

    private readonly record struct Point(double Strike, double Price);
}

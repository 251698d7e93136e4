namespace OptionAuctions.Chains;

/// <summary>
/// The forward of the underlying by put-call parity: at each strike with both prices, K + (C − P) / discount.
/// </summary>
/// <remarks>
/// For a chain it is the median over the strikes. Early in a call a single price can be an outlier, and the median does not change by it; the forward of
/// the strike with the smallest |C − P| would, whenever the outlier is what made it the smallest.
/// </remarks>
public readonly record struct ParityForward
{
    private readonly double _won;
    private readonly NoForward _reason;

    private ParityForward(double won, int strikes, double spread, NoForward reason) =>
        (_won, Strikes, Spread, _reason) = (won, strikes, spread, reason);

    /// <summary>Won per share, above 0; <see langword="null"/> when there is a reason.</summary>
    public double? Value => _won > 0 ? _won : null;

    /// <summary>Number of strikes that it is computed from. With one or two, an outlier is in it.</summary>
    public int Strikes { get; }

    /// <summary>Highest less lowest forward over these strikes, won, 0 or more: a measure of how well they agree.</summary>
    public double Spread { get; }

    /// <summary>The reason why there is none; <see cref="NoForward.NoPair"/> for <c>default</c>.</summary>
    public NoForward Reason => _won > 0 || _reason != NoForward.None ? _reason : NoForward.NoPair;

    /// <summary>Computes the forward that prices imply.</summary>
    /// <param name="ladder">The strikes, in any order.</param>
    /// <param name="discount">Discount factor, the value now of one won at the expiry, above 0.</param>
    public static ParityForward Of(IEnumerable<PricedStrike> ladder, double discount)
    {
        var forwards = ladder.Where(at => at is { Call: not null, Put: not null })
            .Select(at => at.Strike + ((at.Call!.Value - at.Put!.Value) / discount))
            .Where(double.IsFinite).Order().ToArray();
        if (forwards.Length == 0) return new ParityForward(0, 0, 0, NoForward.NoPair);

        var median = (forwards[(forwards.Length - 1) / 2] / 2) + (forwards[forwards.Length / 2] / 2);
        var spread = Math.Min(forwards[^1] - forwards[0], double.MaxValue);
        return new ParityForward(median, forwards.Length, spread, median > 0 ? NoForward.None : NoForward.NotPositive);
    }
}

namespace OptionAuctions.Market.Chains;

/// <summary>Why a chain implies no forward.</summary>
public enum NoForward : byte
{
    /// <summary>It implies one.</summary>
    None,

    /// <summary>No strike has both a call and a put price.</summary>
    NoPair,

    /// <summary>The prices are so far apart that the forward would not be above 0.</summary>
    NotPositive,
}

/// <summary>
/// The forward of the underlying that calls and puts agree on: at each strike with both prices, K + (C − P) / discount.
/// </summary>
/// <remarks>
/// Of a chain it is the median over the strikes. Early in a call a single price can be wild, and the median does not move for it;
/// the strike with the smallest |C − P| would, whenever the wild price is the one that made it the smallest.
/// </remarks>
public readonly record struct ParityForward
{
    private readonly double _won;
    private readonly NoForward _reason;

    private ParityForward(double won, int strikes, double spread, NoForward reason) =>
        (_won, Strikes, Spread, _reason) = (won, strikes, spread, reason);

    /// <summary>Won per share, above 0; <see langword="null"/> when there is a reason.</summary>
    public double? Value => _won > 0 ? _won : null;

    /// <summary>How many strikes it rests on. With one or two, a wild price is in it.</summary>
    public int Strikes { get; }

    /// <summary>Highest less lowest forward over these strikes, won, 0 or more: how well they agree.</summary>
    public double Spread { get; }

    /// <summary>Why there is none; <see cref="NoForward.NoPair"/> for <c>default</c>.</summary>
    public NoForward Reason => _won > 0 || _reason != NoForward.None ? _reason : NoForward.NoPair;

    /// <summary>The forward that these prices imply.</summary>
    /// <param name="ladder">The strikes, in any order.</param>
    /// <param name="discount">What a won at the expiry is worth now, above 0.</param>
    public static ParityForward Of(IEnumerable<PricedStrike> ladder, double discount)
    {
        var forwards = ladder.Where(at => at is { Call: not null, Put: not null })
            .Select(at => at.Strike + ((at.Call!.Value - at.Put!.Value) / discount))
            .Where(double.IsFinite).Order().ToArray();
        if (forwards.Length == 0) return new ParityForward(0, 0, 0, NoForward.NoPair);

        var median = (forwards[(forwards.Length - 1) / 2] + forwards[forwards.Length / 2]) / 2;
        return new ParityForward(median, forwards.Length, forwards[^1] - forwards[0], median > 0 ? NoForward.None : NoForward.NotPositive);
    }
}

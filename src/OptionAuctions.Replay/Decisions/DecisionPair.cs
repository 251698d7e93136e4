namespace OptionAuctions.Replay;

/// <summary>One line of a comparison: a decision that was made in both replays, or in one of them.</summary>
/// <param name="A">In the first replay; <see langword="null"/>: not there.</param>
/// <param name="B">In the second replay; <see langword="null"/>: not there.</param>
public readonly record struct DecisionPair(Decision? A, Decision? B)
{
    /// <summary>In which of the two it was made.</summary>
    public DifferenceKind Kind => (A, B) switch
    {
        ({ } a, { } b) => a.At == b.At ? DifferenceKind.Same : DifferenceKind.Moved,
        (not null, _) => DifferenceKind.OnlyInA,
        _ => DifferenceKind.OnlyInB,
    };

    /// <summary>The decision, of the first replay if it is in both.</summary>
    public Decision Decision => A ?? B ?? default;

    /// <summary>How much later the second replay made it, negative if earlier; zero for one that is not in both.</summary>
    public TimeSpan MovedBy => A is { } a && B is { } b ? b.At - a.At : TimeSpan.Zero;
}

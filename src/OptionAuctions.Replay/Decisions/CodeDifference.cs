namespace OptionAuctions.Replay;

/// <summary>What differs between two replays in the decisions of one code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Lines">All decisions of both, each once.</param>
public sealed record CodeDifference(Instrument Code, IReadOnlyList<DecisionPair> Lines)
{
    /// <summary>Number of decisions that are in both, at the same time.</summary>
    public int Same { get; } = Lines.Count(line => line.Kind == DifferenceKind.Same);

    /// <summary>Number of decisions that are in both, at different times.</summary>
    public int Moved { get; } = Lines.Count(line => line.Kind == DifferenceKind.Moved);

    /// <summary>Number of decisions in the first replay only.</summary>
    public int OnlyInA { get; } = Lines.Count(line => line.Kind == DifferenceKind.OnlyInA);

    /// <summary>Number of decisions in the second replay only.</summary>
    public int OnlyInB { get; } = Lines.Count(line => line.Kind == DifferenceKind.OnlyInB);

    /// <summary>True when the two made the same decisions at the same times.</summary>
    public bool IsEqual => Same == Lines.Count;
}

namespace OptionAuctions.Replay;

/// <summary>In which of two replays a decision was made.</summary>
public enum DifferenceKind
{
    /// <summary>In both, at the same time.</summary>
    Same,

    /// <summary>In both, at different times.</summary>
    Moved,

    /// <summary>In the first one only.</summary>
    OnlyInA,

    /// <summary>In the second one only.</summary>
    OnlyInB,
}

namespace OptionAuctions.History;

/// <summary>What storing summaries has changed.</summary>
/// <param name="Added">Summaries that were not there before.</param>
/// <param name="Replaced">Summaries that were there and are different now.</param>
/// <param name="Unchanged">Summaries that are as they were.</param>
public readonly record struct HistoryChanges(int Added, int Replaced, int Unchanged)
{
    /// <summary>Adds the numbers of two.</summary>
    public static HistoryChanges operator +(HistoryChanges left, HistoryChanges right) =>
        new(left.Added + right.Added, left.Replaced + right.Replaced, left.Unchanged + right.Unchanged);
}

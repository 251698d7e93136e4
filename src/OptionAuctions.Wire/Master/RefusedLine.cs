namespace OptionAuctions;

/// <summary>A line of the master file that was refused.</summary>
/// <param name="Number">Number of the line, from 1.</param>
/// <param name="Refusal">The kind of reason, by which lines are counted.</param>
/// <param name="Reason">What is wrong with it, without a full stop.</param>
public readonly record struct RefusedLine(int Number, MasterRefusal Refusal, string Reason)
{
    /// <summary>
    /// Returns the lines as a part of a sentence: how many, and of each kind of reason how many and the first; <see langword="null"/> without lines.
    /// </summary>
    /// <param name="lines">The refused lines of one file, in the file's order.</param>
    public static string? Summarize(IEnumerable<RefusedLine> lines)
    {
        var kinds = lines.GroupBy(line => line.Refusal).OrderByDescending(kind => kind.Count()).ThenBy(kind => kind.Key).ToArray();
        if (kinds.Length == 0) return null;
        var total = FormattableString.Invariant($"lines that could not be read: {kinds.Sum(kind => kind.Count())}");
        return kinds is [var only]
            ? $"{total}, the first {only.First()}"
            : $"{total}, of which {string.Join(", ", kinds.Select(kind => $"{Many(kind.Count(), kind.Key)} (the first {kind.First()})"))}";
    }

    /// <summary>Returns number and reason, for example <c>line 7: '9' is not a kind</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"line {Number}: {Reason}");

    private static string Many(int count, MasterRefusal refusal) => FormattableString.Invariant($"{count} {Says(refusal)}");

    private static string Says(MasterRefusal refusal) => refusal switch
    {
        MasterRefusal.Columns => "with too few columns",
        MasterRefusal.Kind => "of an unknown kind",
        MasterRefusal.Code => "without a code",
        MasterRefusal.Strike => "without a strike",
        MasterRefusal.Expiry => "without an expiry",
        MasterRefusal.Underlying => "without an underlying",
        MasterRefusal.Repeated => "with a code that was there before",
        _ => "not read",
    };
}

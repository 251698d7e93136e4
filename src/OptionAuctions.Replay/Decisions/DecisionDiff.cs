namespace OptionAuctions.Replay;

/// <summary>
/// The comparison of two sequences of decisions. What both decided at one moment is the same. Between two such, what has the same text is the same
/// decision at another time: as many of these as the order allows, and among the ways to choose as many, the one with the least shift in all.
/// </summary>
public static class DecisionDiff
{
    /// <summary>Compares two replays, code by code in ordinal order. A code without an actor has no decisions.</summary>
    public static IEnumerable<CodeDifference> Compare(DecisionLog a, DecisionLog b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.Codes.Union(b.Codes).OrderBy(code => $"{code}", StringComparer.Ordinal)
            .Select(code => new CodeDifference(code, Compare(a.Of(code), b.Of(code))));
    }

    /// <summary>Compares the decisions of one code.</summary>
    /// <param name="a">Those of the first replay, in the order of their times.</param>
    /// <param name="b">Those of the second replay, in the order of their times.</param>
    /// <returns>Each decision once: those of a replay in their order, and between two that are in both, by time.</returns>
    public static IReadOnlyList<DecisionPair> Compare(IReadOnlyList<Decision> a, IReadOnlyList<Decision> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var alignment = new DecisionAlignment([.. a], [.. b]);
        var (i, j) = (0, 0);
        while (i < a.Count && j < b.Count)
        {
            var at = a[i].At;
            if (at < b[j].At) i++;
            else if (at > b[j].At) j++;
            else if (a[i].Text == b[j].Text) alignment.Match(i++, j++);
            else (i, j) = (EndOf(a, i, at), EndOf(b, j, at)); // the rest of a moment at which several were made is aligned with what is around it
        }

        return alignment.End();
    }

    private static int EndOf(IReadOnlyList<Decision> decisions, int from, DateTimeOffset moment)
    {
        while (from < decisions.Count && decisions[from].At == moment) from++;
        return from;
    }
}

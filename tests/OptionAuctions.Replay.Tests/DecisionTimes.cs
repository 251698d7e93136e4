namespace OptionAuctions.Replay.Tests;

/// <summary>Decisions as one writes them: <c>"1 buy, 2.5 sell"</c>, seconds after the beginning and what was decided.</summary>
internal static class DecisionTimes
{
    public static Decision[] Parse(string decisions) =>
    [
        .. decisions.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(decision => decision.Split(' ', 2))
            .Select(parts => new Decision(RecordedDay.Begin.AddSeconds(double.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture)), parts[1])),
    ];

    /// <summary>Lines as a diff writes them: <c>"= buy, - sell, + hold, ~ buy by 1.5"</c>.</summary>
    public static string Text(IEnumerable<DecisionPair> lines) => string.Join(", ", lines.Select(line => line.Kind switch
    {
        DifferenceKind.Same => $"= {line.Decision.Text}",
        DifferenceKind.Moved => FormattableString.Invariant($"~ {line.Decision.Text} by {line.MovedBy.TotalSeconds}"),
        DifferenceKind.OnlyInA => $"- {line.Decision.Text}",
        _ => $"+ {line.Decision.Text}",
    }));
}

namespace OptionAuctions.Cli.Histories;

/// <summary>The request of the command line of <c>history</c>.</summary>
/// <param name="Of">Code, symbol or name; <see langword="null"/>: nothing is shown.</param>
/// <param name="Days">Number of days.</param>
/// <param name="Calls">The calls; empty for all.</param>
/// <param name="Target">The history.</param>
/// <param name="Import">A recording to take into it first.</param>
/// <param name="Json">JSON lines rather than a table.</param>
internal sealed record HistoryRequest(string? Of, int Days, IReadOnlyCollection<CallKind> Calls, HistoryTarget Target, string? Import, bool Json);

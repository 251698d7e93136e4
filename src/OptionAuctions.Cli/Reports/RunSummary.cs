namespace OptionAuctions.Cli.Reports;

/// <summary>The result of a run.</summary>
/// <param name="Counts">The counts of the feed.</param>
/// <param name="Gaps">Number of gaps reported.</param>
internal sealed record RunSummary(FeedCounts Counts, long Gaps);

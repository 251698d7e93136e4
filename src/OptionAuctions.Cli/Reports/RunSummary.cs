namespace OptionAuctions.Cli.Reports;

/// <summary>The result of a run.</summary>
/// <param name="Counts">The counts of the feed; <see langword="null"/> when it did not answer.</param>
/// <param name="Gaps">Number of gaps reported.</param>
internal sealed record RunSummary(FeedCounts? Counts, long Gaps)
{
    /// <summary>The conservation identity as text.</summary>
    public string Identity => Counts?.Identity ?? "unknown: the feed did not answer with its counts";
}

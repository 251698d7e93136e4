namespace OptionAuctions.Cli.Running;

/// <summary>How a run went, which decides its exit code.</summary>
/// <param name="Counts">The counts of the feed at its end; <see langword="null"/> when it did not answer.</param>
/// <param name="Drained">True when everything received was delivered, so that the counts are final.</param>
/// <param name="Connected">True when a socket to the venue has been open.</param>
/// <param name="LastReason">Why the feed was last lost or blocked; empty when it never was.</param>
internal sealed record RunOutcome(FeedCounts? Counts, bool Drained, bool Connected, string LastReason)
{
    /// <summary>Returns what failed, as sentences; empty for a run that did what it was asked for.</summary>
    public IEnumerable<string> Failures()
    {
        var reason = LastReason.Length > 0 ? $": {LastReason.ReplaceLineEndings(" ")}" : ", and was ended before it could";
        if (!Connected) yield return $"the feed never connected{reason}";
        if (!Drained) yield return "the feed was not drained in time, so its figures are not final";
        if (Counts is null) yield return "the feed did not answer with its counts";
        else if (Drained && Counts.Breaches().Count > 0) yield return $"the figures do not add up: {Counts.Identity}";
    }
}

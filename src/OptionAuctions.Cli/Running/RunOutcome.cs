using System.Collections.Immutable;

namespace OptionAuctions.Cli.Running;

/// <summary>How a run went, which decides its exit code.</summary>
/// <param name="Counts">The counts of the feed at its end; <see langword="null"/> when it did not answer.</param>
/// <param name="Drained">True when everything received was delivered, so that the counts are final.</param>
/// <param name="Connected">True when a socket to the venue has been open.</param>
/// <param name="LastReason">Why the feed was last lost or blocked; empty when it never was.</param>
/// <param name="Gaps">Number of gaps reported.</param>
internal sealed record RunOutcome(FeedCounts? Counts, bool Drained, bool Connected, string LastReason, long Gaps = 0)
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

    /// <summary>Adds the outcome of the feed that followed this one.</summary>
    public RunOutcome Then(RunOutcome next) => new(
        Counts is null || next.Counts is null ? null : Sum(Counts, next.Counts), Drained && next.Drained, Connected && next.Connected,
        next.LastReason.Length > 0 ? next.LastReason : LastReason, Gaps + next.Gaps);

    private static FeedCounts Sum(FeedCounts one, FeedCounts other) => new()
    {
        Messages = one.Messages + other.Messages,
        DataMessages = one.DataMessages + other.DataMessages,
        ControlMessages = one.ControlMessages + other.ControlMessages,
        ShedMessages = one.ShedMessages + other.ShedMessages,
        RefusedMessages = Sum(one.RefusedMessages, other.RefusedMessages),
        Records = one.Records + other.Records,
        Applied = one.Applied + other.Applied,
        Unrequested = one.Unrequested + other.Unrequested,
        RefusedRecords = Sum(one.RefusedRecords, other.RefusedRecords),
        Revisions = one.Revisions + other.Revisions,
        Delivered = one.Delivered + other.Delivered,
        Conflated = one.Conflated + other.Conflated,
        SocketsOpened = one.SocketsOpened + other.SocketsOpened,
        SocketsClosed = one.SocketsClosed + other.SocketsClosed,
    };

    private static ImmutableDictionary<DecodeError, long> Sum(
        ImmutableDictionary<DecodeError, long> one, ImmutableDictionary<DecodeError, long> other) =>
        one.Concat(other).GroupBy(count => count.Key).ToImmutableDictionary(counts => counts.Key, counts => counts.Sum(count => count.Value));
}

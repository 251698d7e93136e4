namespace OptionAuctions.Replay;

/// <summary>The result of a replay.</summary>
/// <param name="Digest">What subscribers were told, as SHA-256: the same for the same recording, options and actors; see <see cref="ReplayDigest"/>.</param>
/// <param name="Changes">Number of changes in it.</param>
/// <param name="Totals">The numbers of messages and gaps, and the time span.</param>
/// <param name="Counts">The counters of the drained feed.</param>
/// <param name="IsComplete">False when the replay was stopped before its end.</param>
/// <param name="Problems">What is wrong with the recording, as sentences: damage, and an end that is torn off.</param>
public sealed record ReplayResult(
    string Digest, long Changes, ReplayTotals Totals, FeedCounts Counts, bool IsComplete, IReadOnlyList<string> Problems);

namespace OptionAuctions.Recording;

/// <summary>
/// The counters of a recorder at one moment. When it has ended, received is written and skipped; before that, the messages that wait and those of the open
/// chunk are in neither.
/// </summary>
/// <param name="Received">Messages handed in.</param>
/// <param name="Written">Messages in closed chunks.</param>
/// <param name="Skipped">Messages that were lost because the disk was full, failed or was too slow; a note in the file counts them where they are missing.</param>
/// <param name="Bytes">Bytes written to files.</param>
/// <param name="Files">Files begun.</param>
/// <param name="Problem">Why messages are skipped now; <see langword="null"/> when none are.</param>
public sealed record RecorderCounts(long Received, long Written, long Skipped, long Bytes, int Files, string? Problem)
{
    /// <summary>True when every message handed in is written or skipped.</summary>
    public bool IsBalanced => Received == Written + Skipped;
}

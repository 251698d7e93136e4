namespace OptionAuctions;

/// <summary>A period for which records may be missing.</summary>
/// <param name="From">
/// Its beginning, KST: when the connection was lost, when the first dropped message was received, or when the last record before skipped ones was.
/// </param>
/// <param name="To">
/// Its end, KST: when the code was registered again, when the last dropped message was received, or when the next record was, whichever ended it.
/// </param>
/// <param name="Reason">Why records may be missing.</param>
/// <param name="AfterRevision">Revision of the auction when the gap was noticed.</param>
public readonly record struct Gap(DateTimeOffset From, DateTimeOffset To, GapReason Reason, long AfterRevision);

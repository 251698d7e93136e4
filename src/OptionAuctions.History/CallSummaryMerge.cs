namespace OptionAuctions.History;

/// <summary>
/// The rule for a summary that is stored already: the one of more records stays, of equally many the one of a whole path; of two that are equal in both, a
/// newer statement of the same source replaces the older one, and that of another source does not. What the one that stays does not know is taken from the
/// other, as far as it does not depend on which records were received.
/// </summary>
internal static class CallSummaryMerge
{
    /// <summary>Returns what is to be stored; equal to <paramref name="stored"/> when nothing changes.</summary>
    /// <param name="stored">The summary that is stored; <see langword="null"/> when there is none.</param>
    /// <param name="offered">The summary to store.</param>
    public static CallSummary Of(CallSummary? stored, CallSummary offered)
    {
        if (stored is null) return offered;
        var fullness = (offered.Revisions, offered.IsWhole).CompareTo((stored.Revisions, stored.IsWhole));
        var replaces = fullness > 0 || (fullness == 0 && offered.Source == stored.Source);
        var (stays, other) = replaces ? (offered, stored) : (stored, offered);
        stays = stays with { Terms = stays.Terms ?? other.Terms, FinalPrice = stays.FinalPrice.HasValue ? stays.FinalPrice : other.FinalPrice };
        return fullness != 0 ? stays : stays with // of the same records
        {
            Convergence = stays.Convergence ?? other.Convergence, FirstRecordAt = stays.FirstRecordAt ?? other.FirstRecordAt,
            LastRecordAt = stays.LastRecordAt ?? other.LastRecordAt, Quality = stays.Quality ?? other.Quality,
            OddRecords = stays.OddRecords ?? other.OddRecords,
        };
    }
}

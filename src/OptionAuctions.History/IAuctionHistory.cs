namespace OptionAuctions.History;

/// <summary>A store of summaries of call auctions, one for each day, instrument and call. Safe from several threads and processes.</summary>
public interface IAuctionHistory : IAsyncDisposable
{
    /// <summary>
    /// Stores summaries, all or none of them. One that is stored already is replaced when the new one is of more records, or of equally many and a whole
    /// path; otherwise it stays, and the same summary twice changes nothing.
    /// </summary>
    /// <exception cref="HistoryException">The store does not take them; none is stored.</exception>
    Task<HistoryChanges> UpsertAsync(IReadOnlyCollection<CallSummary> summaries, CancellationToken stop = default);

    /// <summary>Reads summaries, in the order of code, call, day and ordinal.</summary>
    /// <exception cref="HistoryException">The store cannot be read.</exception>
    Task<IReadOnlyList<CallSummary>> ReadAsync(HistoryQuery query, CancellationToken stop = default);
}

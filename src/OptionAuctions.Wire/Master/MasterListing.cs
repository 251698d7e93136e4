namespace OptionAuctions;

/// <summary>The contents of a master file: its options and futures, and the lines that were refused.</summary>
/// <param name="Series">The options, each code once, in the file's order.</param>
/// <param name="Refused">The lines that could not be read, in the file's order; empty when the options are complete.</param>
public sealed record MasterListing(IReadOnlyList<ListedSeries> Series, IReadOnlyList<RefusedLine> Refused)
{
    /// <summary>The single-stock futures, in the file's order. Spreads and continuous contracts are left out.</summary>
    public IReadOnlyList<ListedFuture> Futures { get; init; } = [];
}

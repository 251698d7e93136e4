using OptionAuctions.Wire.Master;

namespace OptionAuctions.Market;

/// <summary>What a <see cref="SeriesQuery"/> found.</summary>
/// <param name="Underlying">The stock that was meant; <see langword="null"/> when there is none.</param>
/// <param name="InChainOrder">The series as a chain is read: by expiry, strike, call before put.</param>
/// <param name="InOrderOfImportance">
/// The same series as slots are given out: nearest expiry first, then nearest to the money by number of strikes, call before put,
/// lower strike before higher. In a month of which nobody knows where the money is, nearest to the middle strike.
/// </param>
/// <param name="Problem">
/// A sentence on what was asked for and not found: nothing at all, or one of several months. <see langword="null"/> when all was found.
/// </param>
public sealed record SeriesSelection(
    Underlying? Underlying, IReadOnlyList<ListedSeries> InChainOrder, IReadOnlyList<ListedSeries> InOrderOfImportance, string? Problem)
{
    /// <summary>Nothing, and why.</summary>
    internal static SeriesSelection None(string problem, Underlying? underlying = null) => new(underlying, [], [], problem);
}

namespace OptionAuctions;

/// <summary>The result of a <see cref="SeriesQuery"/>.</summary>
/// <param name="Underlying">The stock that the query names; <see langword="null"/> when there is none.</param>
/// <param name="InChainOrder">The series in the order of a chain: by expiry, strike, call before put.</param>
/// <param name="InOrderOfImportance">
/// The same series in the order in which slots are assigned: nearest expiry first, then nearest to the money by number of strikes, call before put,
/// lower strike before higher. In a month in which the place of the money is unknown, nearest to the middle strike.
/// </param>
/// <param name="Problem">
/// A sentence about what was requested and not found: nothing at all, or one of several months. <see langword="null"/> when all was found.
/// </param>
public sealed record SeriesSelection(
    Underlying? Underlying, IReadOnlyList<ListedSeries> InChainOrder, IReadOnlyList<ListedSeries> InOrderOfImportance, string? Problem)
{
    /// <summary>The stock and the futures that the query asks for beside the options; see <see cref="SeriesQuery.Spot"/> and <see cref="SeriesQuery.Future"/>.</summary>
    public IReadOnlyList<Instrument> Beside { get; init; } = [];

    /// <summary>
    /// The codes in the order in which slots are assigned: the options as in <see cref="InOrderOfImportance"/>, with those of <see cref="Beside"/> after the
    /// first two, so that a stock has its slot before the tenth strike has.
    /// </summary>
    public IEnumerable<Instrument> Codes =>
        [.. InOrderOfImportance.Take(2).Select(series => series.Code), .. Beside, .. InOrderOfImportance.Skip(2).Select(series => series.Code)];

    /// <summary>Creates an empty result with its problem.</summary>
    internal static SeriesSelection None(string problem, Underlying? underlying = null) => new(underlying, [], [], problem);
}

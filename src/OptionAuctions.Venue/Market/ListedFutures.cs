namespace OptionAuctions.Venue.Market;

/// <summary>
/// The futures that belong to a listing: one on each stock for every month in which monthly options on it expire. A future's code is that of an option
/// without the serial of the strike, and begins with another letter.
/// </summary>
internal static class ListedFutures
{
    private const int SerialLength = 3;

    /// <summary>Returns a series of the same stock and month for each future.</summary>
    public static Dictionary<Instrument, ListedSeries> Of(IEnumerable<ListedSeries> listing) => listing
        .Where(series => series.Week is null && CodeForm.KindOf(series.Code) == InstrumentKind.Option)
        .DistinctBy(series => CodeOf(series.Code)).ToDictionary(series => CodeOf(series.Code));

    private static Instrument CodeOf(Instrument option)
    {
        var text = option.ToString();
        return new Instrument($"{(char.IsAsciiDigit(text[0]) ? '1' : 'A')}{text[1..^SerialLength]}");
    }
}

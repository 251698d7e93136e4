namespace OptionAuctions;

/// <summary>
/// Reads the reference files that options name: calendar, phase table, master file. A wrong calendar or phase table is an error; a wrong master
/// file is a warning, since the other codes can be followed.
/// </summary>
internal static class ReferenceFiles
{
    private const string MasterFileKey = $"{FeedOptions.Section}:{nameof(FeedOptions.MasterFile)}";

    /// <summary>Finds the problems of the calendar and the phase table, as sentences that begin with the key.</summary>
    public static IReadOnlyList<string> Check(FeedOptions options)
    {
        var problems = new List<string>();
        Calendar(options, problems);
        Phases(options, problems);
        StockPhases(options, problems);
        return problems;
    }

    /// <summary>Reads the files, and adds the codes of <see cref="FeedOptions.Series"/> after the codes that the options have already.</summary>
    /// <param name="options">The options, checked; a second call changes nothing.</param>
    /// <param name="now">The present moment: a series whose last trading day is over is not followed.</param>
    /// <param name="reference">Replaces the files that the options name.</param>
    /// <param name="warnings">Receives sentences on series that were not found, and on a master file that is not as it should be.</param>
    /// <param name="unmatched">Receives the queries for which nothing was found.</param>
    /// <exception cref="InvalidDataException">The calendar or the phase table cannot be used.</exception>
    public static ReferenceData Resolve(
        FeedOptions options, DateTimeOffset now, ReferenceData? reference, List<string> warnings, List<SeriesQuery> unmatched)
    {
        var known = reference ?? Read(options, now, warnings);
        var today = DateOnly.FromDateTime(now.ToOffset(MarketTime.Offset).DateTime);
        var codes = options.Codes.ToHashSet();
        for (var i = 0; i < options.Series.Count; i++)
        {
            var found = known.Instruments.Select(options.Series[i], known.Calendar, today);
            if (found.Problem is { } problem && (reference is not null || known.Instruments != InstrumentList.Empty)) // else the file was warned of
                warnings.Add($"{FeedOptions.Section}:{nameof(FeedOptions.Series)}:{i}: {problem}");
            if (found.InOrderOfImportance.Count == 0) unmatched.Add(options.Series[i]);
            string[] added = [.. found.Codes.Select(code => code.ToString()).Where(codes.Add)];
            options.Codes.AddRange(added);
            if (options.Series[i].Moves) options.CodesThatMove.UnionWith(added);
            else options.CodesThatMove.ExceptWith(found.Codes.Select(code => code.ToString()));
        }

        return known;
    }

    private static ReferenceData Read(FeedOptions options, DateTimeOffset now, List<string> warnings)
    {
        var problems = new List<string>();
        var (calendar, phases, ofStocks) = (Calendar(options, problems), Phases(options, problems), StockPhases(options, problems));
        return problems.Count == 0
            ? new ReferenceData(calendar, phases, Instruments(options, now, warnings)) { StockPhases = ofStocks }
            : throw new InvalidDataException(string.Join("; ", problems));
    }

    private static TradingCalendar Calendar(FeedOptions options, List<string> problems) => Load(
        nameof(MarketOptions.CalendarDirectory), options.Market.CalendarDirectory, TradingCalendar.BuiltIn, TradingCalendar.Load, problems);

    private static PhaseTable Phases(FeedOptions options, List<string> problems) =>
        Load(nameof(MarketOptions.PhasesFile), options.Market.PhasesFile, PhaseTable.BuiltIn, PhaseTable.Load, problems);

    private static PhaseTable StockPhases(FeedOptions options, List<string> problems) =>
        Load(nameof(MarketOptions.StockPhasesFile), options.Market.StockPhasesFile, PhaseTable.BuiltInOfStocks, PhaseTable.Load, problems);

    private static T Load<T>(string key, string path, T shipped, Func<string, T> load, List<string> problems)
    {
        try
        {
            return path.Length == 0 ? shipped : load(Path.Combine(AppContext.BaseDirectory, path));
        }
        catch (Exception cause) when (cause is CalendarException or PhaseTableException or ArgumentException)
        {
            problems.Add($"{FeedOptions.Section}:{nameof(FeedOptions.Market)}:{key} '{path}': {cause.Message}");
            return shipped;
        }
    }

    private static InstrumentList Instruments(FeedOptions options, DateTimeOffset now, List<string> warnings)
    {
        if (options.MasterFile.Length == 0) return InstrumentList.Empty;
        try
        {
            var list = InstrumentList.Load(Path.Combine(AppContext.BaseDirectory, options.MasterFile));
            if (list.WarningOn(now, options.Market.MasterFileMaxAge) is { } warning) warnings.Add($"{MasterFileKey} '{options.MasterFile}': {warning}");
            return list;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            warnings.Add($"{MasterFileKey} '{options.MasterFile}' cannot be read: {cause.Message.ReplaceLineEndings(" ")}");
            return InstrumentList.Empty;
        }
    }
}

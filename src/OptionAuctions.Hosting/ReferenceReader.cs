using OptionAuctions.Market;
using OptionAuctions.Wire;

namespace OptionAuctions.Hosting;

/// <summary>
/// The files that say what is known of the market. A calendar or a phase table that is wrong is refused; a master file that is wrong is a
/// warning, since the other codes can be followed.
/// </summary>
public static class ReferenceReader
{
    private const string Master = $"{FeedOptions.Section}:{nameof(FeedOptions.MasterFile)}";

    /// <summary>Reads the files that the options name, and the shipped ones in place of those they do not.</summary>
    /// <param name="options">The options, checked.</param>
    /// <param name="now">The moment, for the age of the master file and what has expired.</param>
    /// <param name="warnings">Gets a sentence, beginning with the key, when the master file cannot be read or is not as it should be.</param>
    /// <exception cref="FeedOptionsException">The calendar or the phase table cannot be used.</exception>
    public static ReferenceData Read(FeedOptions options, DateTimeOffset now, ICollection<string> warnings)
    {
        var problems = new List<string>();
        var calendar = Calendar(options, problems);
        var phases = Phases(options, problems);
        if (problems.Count > 0) throw new FeedOptionsException(problems);
        return new ReferenceData(calendar, phases, Instruments(options, now, warnings));
    }

    /// <summary>As sentences that begin with the key, what cannot be used of the calendar and the phase table.</summary>
    internal static IReadOnlyList<string> Check(FeedOptions options)
    {
        var problems = new List<string>();
        Calendar(options, problems);
        Phases(options, problems);
        return problems;
    }

    /// <summary>Adds the codes of <see cref="FeedOptions.Series"/> behind those that are there, and says in the warnings what was not found.</summary>
    /// <param name="options">The options, checked; doing it again changes nothing.</param>
    /// <param name="now">The moment: a series whose last trading day is over is not followed.</param>
    /// <param name="reference">In place of what the options name.</param>
    internal static ReferenceData Resolve(FeedOptions options, DateTimeOffset now, ReferenceData? reference = null)
    {
        var warnings = new List<string>();
        var known = reference ?? Read(options, now, warnings);
        var today = DateOnly.FromDateTime(now.ToOffset(MarketTime.Offset).DateTime);
        var codes = options.Codes.ToHashSet();
        for (var i = 0; i < options.Series.Count; i++)
        {
            var found = known.Instruments.Select(options.Series[i].ToQuery(), known.Calendar.ExpiryOf, today);
            if (found.Problem is { } problem && known.Instruments != InstrumentList.Empty) warnings.Add($"{FeedOptions.Section}:{nameof(FeedOptions.Series)}:{i}: {problem}");
            options.Codes.AddRange(found.InOrderOfImportance.Select(series => series.Code.ToString()).Where(codes.Add));
        }

        options.Warn(warnings);
        return known;
    }

    private static TradingCalendar Calendar(FeedOptions options, List<string> problems) =>
        Load(nameof(FeedOptions.CalendarDirectory), options.CalendarDirectory, TradingCalendar.BuiltIn, TradingCalendar.Load, problems);

    private static PhaseTable Phases(FeedOptions options, List<string> problems) =>
        Load(nameof(FeedOptions.PhasesFile), options.PhasesFile, PhaseTable.BuiltIn, PhaseTable.Load, problems);

    private static T Load<T>(string key, string path, T shipped, Func<string, T> load, List<string> problems)
    {
        try
        {
            return path.Length == 0 ? shipped : load(Path.Combine(AppContext.BaseDirectory, path));
        }
        catch (Exception wrong) when (wrong is CalendarException or PhaseTableException or ArgumentException)
        {
            problems.Add($"{FeedOptions.Section}:{key} '{path}': {wrong.Message}");
            return shipped;
        }
    }

    private static InstrumentList Instruments(FeedOptions options, DateTimeOffset now, ICollection<string> warnings)
    {
        if (options.MasterFile.Length == 0) return InstrumentList.Empty;
        try
        {
            var list = InstrumentList.Load(Path.Combine(AppContext.BaseDirectory, options.MasterFile));
            if (list.WarningOn(now, options.MasterFileMaxAge) is { } warning) warnings.Add($"{Master} '{options.MasterFile}': {warning}");
            return list;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            warnings.Add($"{Master} '{options.MasterFile}' cannot be read: {cause.Message.ReplaceLineEndings(" ")}");
            return InstrumentList.Empty;
        }
    }
}

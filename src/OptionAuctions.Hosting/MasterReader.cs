using OptionAuctions.Market;
using OptionAuctions.Wire;
using OptionAuctions.Wire.Master;

namespace OptionAuctions.Hosting;

/// <summary>The master file of options, and the codes that their series have. What is wrong here is a warning: the other codes can be followed.</summary>
public static class MasterReader
{
    private const string Key = $"{FeedOptions.Section}:{nameof(FeedOptions.MasterFile)}";

    /// <summary>Reads the file that <see cref="FeedOptions.MasterFile"/> names.</summary>
    /// <param name="options">The options, checked.</param>
    /// <param name="now">The moment, for its age and what has expired.</param>
    /// <param name="warnings">Gets a sentence, beginning with the key, when it cannot be read or is not as it should be.</param>
    /// <returns><see cref="InstrumentList.Empty"/> when there is none, or it cannot be read.</returns>
    public static InstrumentList Read(FeedOptions options, DateTimeOffset now, ICollection<string> warnings)
    {
        if (options.MasterFile.Length == 0) return InstrumentList.Empty;
        try
        {
            var list = InstrumentList.Load(Path.Combine(AppContext.BaseDirectory, options.MasterFile));
            if (list.WarningOn(now, options.MasterFileMaxAge) is { } warning) warnings.Add($"{Key} '{options.MasterFile}': {warning}");
            return list;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            warnings.Add($"{Key} '{options.MasterFile}' cannot be read: {cause.Message.ReplaceLineEndings(" ")}");
            return InstrumentList.Empty;
        }
    }

    /// <summary>Adds the codes of <see cref="FeedOptions.Series"/> behind those that are there, and says in the warnings what was not found.</summary>
    /// <param name="options">The options, checked; doing it again changes nothing.</param>
    /// <param name="now">The moment: a series whose last trading day is over is not followed.</param>
    internal static void Resolve(FeedOptions options, DateTimeOffset now)
    {
        var warnings = new List<string>();
        var list = Read(options, now, warnings);
        var today = DateOnly.FromDateTime(now.ToOffset(MarketTime.Offset).DateTime);
        var known = options.Codes.ToHashSet();
        for (var i = 0; i < options.Series.Count; i++)
        {
            var found = list.Select(options.Series[i].ToQuery(), ListedSeries.SecondThursday, today);
            if (found.Problem is { } problem && list != InstrumentList.Empty) warnings.Add($"{FeedOptions.Section}:{nameof(FeedOptions.Series)}:{i}: {problem}");
            options.Codes.AddRange(found.InOrderOfImportance.Select(series => series.Code.ToString()).Where(known.Add));
        }

        options.Warn(warnings);
    }
}

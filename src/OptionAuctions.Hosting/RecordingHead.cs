using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using OptionAuctions.Recording;

namespace OptionAuctions.Hosting;

/// <summary>The files that a recording begins with: what is needed to read it years later, without secrets.</summary>
internal static class RecordingHead
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true, Converters = { new JsonStringEnumConverter() }, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Returns the files.</summary>
    /// <param name="options">The options of the run; credentials are left out, and so is what an address holds of a user.</param>
    /// <param name="reference">The reference data of the run.</param>
    public static IReadOnlyList<RecordedFile> Of(FeedOptions options, ReferenceData reference)
    {
        Instrument[] codes = [.. options.Codes.Select(code => new Instrument(code)).Distinct()];
        return
        [
            new("options.json", "application/json", JsonSerializer.SerializeToUtf8Bytes(Settings(options, codes), Json)),
            new("instruments.json", "application/json", JsonSerializer.SerializeToUtf8Bytes(Instruments(reference, codes), Json)),
            .. MarketFiles(options.Market),
        ];
    }

    /// <summary>The address of the venue, without what it may hold of a user.</summary>
    public static string SourceOf(FeedOptions options) =>
        options.WsUrl.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static object Settings(FeedOptions options, IReadOnlyList<Instrument> codes) => new
    {
        Version = typeof(RecordingHead).Assembly.GetName().Version?.ToString(3),
        Venue = SourceOf(options),
        AppKeys = options.AppKeys.Count, options.CustomerType, Codes = codes.Select(code => $"{code}"), options.Series,
        options.Connection, options.Auctions, options.Delivery, options.Market,
    };

    /// <summary>The rows of the master file of all options on the stocks that are followed, since a selection that moves comes to others of them.</summary>
    private static object Instruments(ReferenceData reference, IReadOnlyList<Instrument> codes)
    {
        var list = reference.Instruments;
        var stocks = codes.Select(list.Find).OfType<ListedSeries>().Select(series => series.Underlying.Symbol).ToHashSet(StringComparer.Ordinal);
        return new
        {
            MasterFileMadeAt = list.MadeAt,
            Series = list.Series.Where(series => stocks.Contains(series.Underlying.Symbol)).Select(series => new
            {
                Code = $"{series.Code}", Underlying = series.Underlying.Symbol, series.Underlying.Name, series.LastTradingDay, series.Strike, series.IsCall,
                Week = series.Week?.ToString(), Moneyness = $"{series.Moneyness}", series.Multiplier,
            }),
            Futures = list.Futures.Where(future => stocks.Contains(future.Underlying.Symbol)).Select(future => new
            {
                Code = $"{future.Code}", Underlying = future.Underlying.Symbol, future.Expiry,
            }),
        };
    }

    private static IEnumerable<RecordedFile> MarketFiles(MarketOptions market)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, market.CalendarDirectory.Length > 0 ? market.CalendarDirectory : "config/calendar");
        string[] phases =
        [
            market.PhasesFile.Length > 0 ? market.PhasesFile : "config/phases.json",
            market.StockPhasesFile.Length > 0 ? market.StockPhasesFile : "config/stock-phases.json",
        ];
        string[] calendar = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal)] : [];
        foreach (var path in calendar.Concat(phases.Select(file => Path.Combine(AppContext.BaseDirectory, file))))
            if (File.Exists(path)) yield return new RecordedFile(Path.GetFileName(path), "text/plain", Encoding.UTF8.GetBytes(File.ReadAllText(path)));
    }
}

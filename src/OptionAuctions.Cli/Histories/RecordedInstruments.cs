using System.Globalization;
using System.Text.Json;
using OptionAuctions.History;
using OptionAuctions.Recording;

namespace OptionAuctions.Cli.Histories;

/// <summary>The lists of instruments that the files of a recording begin with: the terms as they were on the day.</summary>
internal static class RecordedInstruments
{
    private const string FileName = "instruments.json";

    /// <summary>Returns a lookup of the terms; a newer file overrules an older one, and codes of neither are looked up elsewhere.</summary>
    /// <param name="files">The files, the oldest first.</param>
    /// <param name="calendar">The calendar of the last trading days.</param>
    /// <param name="otherwise">For codes of no file.</param>
    public static Func<Instrument, InstrumentTerms?> Lookup(
        IEnumerable<string> files, TradingCalendar calendar, Func<Instrument, InstrumentTerms?> otherwise)
    {
        var terms = new Dictionary<Instrument, InstrumentTerms>();
        foreach (var file in files)
            if (RecordingReader.Open(file).ReadFile(FileName) is { } json) Add(json, calendar, terms);
        return code => terms.GetValueOrDefault(code) ?? otherwise(code);
    }

    /// <summary>Adds what can be read: a file of another program may have another form.</summary>
    private static void Add(byte[] json, TradingCalendar calendar, Dictionary<Instrument, InstrumentTerms> terms)
    {
        try
        {
            using var list = JsonDocument.Parse(json);
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var series in list.RootElement.GetProperty("Series").EnumerateArray())
            {
                var (symbol, name) = (Text(series, "Underlying"), Text(series, "Name"));
                names[symbol] = name;
                terms[new Instrument(Text(series, "Code"))] = new InstrumentTerms(
                    symbol, name, series.GetProperty("Strike").GetDecimal(), Expiry(series, calendar), series.GetProperty("IsCall").GetBoolean());
            }

            foreach (var (symbol, name) in names) terms[new Instrument(symbol)] = new InstrumentTerms(symbol, name, null, null, null);
            foreach (var future in list.RootElement.GetProperty("Futures").EnumerateArray())
            {
                var (symbol, month) = (Text(future, "Underlying"), Day(future, "Expiry"));
                terms[new Instrument(Text(future, "Code"))] = new InstrumentTerms(
                    symbol, names.GetValueOrDefault(symbol, symbol), null, calendar.ExpiryOf(month.Year, month.Month), null);
            }
        }
        catch (Exception cause) when (cause is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            // what was read before it stays
        }
    }

    /// <summary>The last trading day, of a monthly series by the calendar: the file has the day before holidays are considered.</summary>
    private static DateOnly Expiry(JsonElement series, TradingCalendar calendar)
    {
        var day = Day(series, "LastTradingDay");
        var isWeekly = series.TryGetProperty("Week", out var week) && week.ValueKind == JsonValueKind.String;
        return isWeekly ? day : calendar.ExpiryOf(day.Year, day.Month);
    }

    private static DateOnly Day(JsonElement element, string name) => DateOnly.Parse(Text(element, name), CultureInfo.InvariantCulture);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");
}

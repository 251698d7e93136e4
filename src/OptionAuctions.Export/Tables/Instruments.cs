using System.Text.Json;
using OptionAuctions.Recording;

namespace OptionAuctions.Export.Tables;

/// <summary>
/// What a recording says of its instruments: the file <c>instruments.json</c> that it begins with. A code that the file does not have, such as that of a
/// stock, is known as far as its form says.
/// </summary>
internal sealed class Instruments
{
    private const string FileName = "instruments.json";

    private readonly Dictionary<Instrument, InstrumentFacts> _known = [];
    private readonly Dictionary<Instrument, string> _texts = [];

    /// <summary>Reads the instruments of a recording.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="problems">Receives a sentence when its file is none.</param>
    public static Instruments Of(RecordingReader recording, ICollection<string> problems)
    {
        var instruments = new Instruments();
        try
        {
            if (recording.ReadFile(FileName) is not { } file) return instruments;
            using var json = JsonDocument.Parse(file);
            foreach (var series in Rows(json.RootElement, "Series")) instruments.Add(series, InstrumentFacts.OfSeries(series));
            foreach (var future in Rows(json.RootElement, "Futures")) instruments.Add(future, InstrumentFacts.OfFuture(future));
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or McapException)
        {
            problems.Add($"{FileName} of the recording cannot be read, so that underlyings are not known: {cause.Message.ReplaceLineEndings(" ")}");
        }

        return instruments;
    }

    /// <summary>Returns what is known of an instrument.</summary>
    public InstrumentFacts Find(Instrument code) => _known.TryGetValue(code, out var facts) ? facts : _known[code] = InstrumentFacts.OfForm(code);

    /// <summary>Returns the text of a code; <see langword="null"/> for none.</summary>
    public string? Text(Instrument code) => code.IsNone ? null : _texts.TryGetValue(code, out var text) ? text : _texts[code] = $"{code}";

    private static JsonElement.ArrayEnumerator Rows(JsonElement root, string name) =>
        root.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Array ? found.EnumerateArray() : default;

    private void Add(JsonElement row, InstrumentFacts facts)
    {
        if (Instrument.TryParse(row.GetProperty("Code").GetString(), out var code)) _known[code] = facts;
    }
}

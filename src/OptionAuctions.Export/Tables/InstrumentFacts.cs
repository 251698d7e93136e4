using System.Globalization;
using System.Text.Json;
using OptionAuctions.History;

namespace OptionAuctions.Export.Tables;

/// <summary>What is known of an instrument, as far as it is known.</summary>
/// <param name="Underlying">Code of the stock that it is written on; of a stock, its own.</param>
/// <param name="Type"><c>call</c>, <c>put</c>, <c>future</c> or <c>stock</c>.</param>
/// <param name="Strike">Won per share, of an option.</param>
/// <param name="LastTradingDay">Last trading day before holidays are considered, of an option.</param>
internal sealed record InstrumentFacts(string? Underlying, string? Type, decimal? Strike, DateOnly? LastTradingDay)
{
    private static readonly InstrumentFacts None = new(null, null, null, null);

    /// <summary>Its terms for the history of calls; <see langword="null"/> when its underlying is not known. The name is not exported.</summary>
    public InstrumentTerms? Terms => Underlying is { } symbol
        ? new InstrumentTerms(symbol, Name: "", Strike, LastTradingDay, Type switch { "call" => true, "put" => false, _ => null })
        : null;

    /// <summary>Reads an option series of the file.</summary>
    public static InstrumentFacts OfSeries(JsonElement row) => new(
        Symbol(row), row.GetProperty("IsCall").GetBoolean() ? "call" : "put", row.GetProperty(nameof(Strike)).GetDecimal(),
        DateOnly.ParseExact(row.GetProperty(nameof(LastTradingDay)).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Reads a future of the file.</summary>
    public static InstrumentFacts OfFuture(JsonElement row) => new(Symbol(row), "future", null, null);

    /// <summary>Returns what the form of a code says.</summary>
    public static InstrumentFacts OfForm(Instrument code) => CodeForm.KindOf(code) switch
    {
        InstrumentKind.Stock => new InstrumentFacts($"{code}", "stock", null, null),
        InstrumentKind.Future => None with { Type = "future" },
        _ => None,
    };

    /// <summary>A symbol becomes the name of a folder, so that one of another form than a code is none.</summary>
    private static string? Symbol(JsonElement row) =>
        row.GetProperty(nameof(Underlying)).GetString() is { } symbol && Instrument.TryParse(symbol, out _) ? symbol : null;
}

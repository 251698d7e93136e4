using System.Globalization;
using OptionAuctions.Cli.Reports;
using OptionAuctions.History;

namespace OptionAuctions.Cli.Histories;

/// <summary>
/// A history as a table: a line for each code and call, with the prices of all days as blocks and the figures of the newest one. The price is the final
/// price or, where that is not known, the last indicative price.
/// </summary>
internal static class HistoryTable
{
    /// <summary>Returns a heading and the lines.</summary>
    /// <param name="summaries">At least one.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<CallSummary> summaries)
    {
        var days = summaries.Select(summary => summary.Day).Distinct().Order().ToArray();
        var rows = summaries.GroupBy(summary => (summary.Code, summary.Call)).Select(call => Cells([.. call], days)).ToArray();
        var stocks = summaries.Select(summary => summary.Terms).OfType<InstrumentTerms>()
            .Select(terms => $"{terms.Name} {terms.Underlying}").Distinct().ToArray();
        var name = stocks.Length == 1 ? stocks[0] : $"{summaries[0].Code}";
        yield return Invariant($"{name}, {days.Length} {(days.Length == 1 ? "day" : "days")} from {days[0]:yyyy-MM-dd} to {days[^1]:yyyy-MM-dd}");
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Text.Length)).ToArray();
        foreach (var row in rows)
            yield return string.Join("  ", row.Select((cell, column) => cell.IsNumber ? cell.Text.PadLeft(widths[column]) : cell.Text.PadRight(widths[column])))
                .TrimEnd();
    }

    private static (string Text, bool IsNumber)[] Cells(CallSummary[] call, DateOnly[] days)
    {
        // Of several calls of one kind on a day, the last.
        var byDay = call.GroupBy(summary => summary.Day).ToDictionary(day => day.Key, day => day.MaxBy(summary => summary.Ordinal)!);
        var newest = byDay[byDay.Keys.Max()];
        var before = byDay.Values.Where(summary => summary.Day < newest.Day && Price(summary).HasValue).MaxBy(summary => summary.Day);
        var terms = newest.Terms;
        return
        [
            ($"{newest.Code}", false),
            (terms?.IsCall switch { true => "call", false => "put", null => "" }, false),
            (Invariant($"{terms?.Strike:#,##0.##}"), true),
            (Invariant($"{terms?.Expiry:yyyy-MM-dd}"), false),
            (DisplayNames.Of(newest.Call), false),
            (SparkLine.Of([.. days.Select(day => byDay.TryGetValue(day, out var summary) ? Price(summary).ToDecimal() : null)]), false),
            (Invariant($"{newest.Day:yyyy-MM-dd}"), false),
            (Price(newest).ToDecimal() is { } price ? Invariant($"{price:#,##0.##}") : "no price", true),
            (newest.FinalPrice.HasValue ? "final" : newest.Last.HasValue ? "last" : "", false),
            (before is not null ? Change(Price(newest) - Price(before)) : "", true),
            (newest.Slippage.HasValue ? $"slippage {Change(newest.Slippage)}" : "", false),
            (newest.Convergence is { } convergence ? Invariant($"convergence {convergence:0.00}") : "", false),
            (Invariant($"{newest.Revisions:N0} records"), true),
            (Doubts(newest), false),
        ];
    }

    private static Won Price(CallSummary summary) => summary.FinalPrice.HasValue ? summary.FinalPrice : summary.Last;

    private static string Change(Won change) => change.ToDecimal() is { } won ? Invariant($"{won:+#,##0.##;-#,##0.##;0}") : "";

    private static string Doubts(CallSummary summary) => string.Join(", ", new[]
    {
        summary.IsWhole ? "" : "not whole", summary.Gaps > 0 ? Invariant($"{summary.Gaps} gaps") : "",
        summary.OddRecords > 0 ? Invariant($"{summary.OddRecords} odd") : "",
    }.Where(doubt => doubt.Length > 0));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

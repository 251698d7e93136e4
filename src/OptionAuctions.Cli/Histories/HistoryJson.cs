using System.Globalization;
using OptionAuctions.Cli.Reports;
using OptionAuctions.History;

namespace OptionAuctions.Cli.Histories;

/// <summary>A summary of a call as a line of JSON. The names of the members are a contract.</summary>
internal static class HistoryJson
{
    public static string Line(CallSummary summary)
    {
        using var json = new JsonLine("call");
        var terms = summary.Terms;
        return json.Text("day", Day(summary.Day)).Text("code", $"{summary.Code}").Text("call", DisplayNames.Of(summary.Call)).Count("ordinal", summary.Ordinal)
            .TextOrNull("underlying", terms?.Underlying).TextOrNull("name", terms?.Name).Number("strike", Amount(terms?.Strike))
            .TextOrNull("expiry", terms?.Expiry is { } expiry ? Day(expiry) : null)
            .TextOrNull("kind", terms?.IsCall switch { true => "call", false => "put", null => null })
            .Number("first", $"{summary.First}").Number("last", $"{summary.Last}").Number("high", $"{summary.High}").Number("low", $"{summary.Low}")
            .Count("revisions", summary.Revisions).Count("reversals", summary.Reversals).Number("convergence", summary.Convergence, decimals: 3)
            .Moment("firstRecordAt", summary.FirstRecordAt).Moment("lastRecordAt", summary.LastRecordAt).Moment("knownFrom", summary.KnownFrom)
            .Flag("whole", summary.IsWhole).Number("finalPrice", $"{summary.FinalPrice}").Number("slippage", $"{summary.Slippage}")
            .Count("gaps", summary.Gaps).TextOrNull("quality", summary.Quality is null or AuctionQuality.None ? null : $"{summary.Quality}")
            .Count("oddRecords", summary.OddRecords).Text("source", summary.Source).Text("writtenBy", summary.WrittenBy).End();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Amount(decimal? amount) => amount?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}

using OptionAuctions.Cli.Reports;
using OptionAuctions.Replay;

namespace OptionAuctions.Cli.Recordings;

/// <summary>The report of a comparison in JSON: an object per code on a line, and one for the summary.</summary>
/// <param name="all">True to report also what is equal.</param>
internal sealed class JsonDiffReport(bool all) : DiffReport(all)
{
    public override string Summary()
    {
        using var json = new JsonLine("summary");
        return json.Count("codes", Codes).Count("codesThatDiffer", CodesThatDiffer)
            .Count("onlyInA", OnlyInA).Count("onlyInB", OnlyInB).Count("moved", Moved).Count("same", Same).End();
    }

    protected override IEnumerable<string> LinesOf(CodeDifference code)
    {
        using var json = new JsonLine("diff");
        json.Text("code", $"{code.Code}")
            .Count("onlyInA", code.OnlyInA).Count("onlyInB", code.OnlyInB).Count("moved", code.Moved).Count("same", code.Same)
            .Objects("decisions", code.Lines.Where(line => All || line.Kind != DifferenceKind.Same), Add);
        return [json.End()];
    }

    private static void Add(JsonLine json, DecisionPair pair)
    {
        json.Text("kind", Name(pair.Kind)).Text("decision", pair.Decision.Text).Moment("a", pair.A?.At).Moment("b", pair.B?.At);
        if (pair.Kind == DifferenceKind.Moved) json.Number("movedBy", pair.MovedBy.TotalSeconds, decimals: 7);
    }

    private static string Name(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Same => "same",
        DifferenceKind.Moved => "moved",
        DifferenceKind.OnlyInA => "onlyInA",
        _ => "onlyInB",
    };
}

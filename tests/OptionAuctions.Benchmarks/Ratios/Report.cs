using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace OptionAuctions.Benchmarks.Ratios;

/// <summary>Findings for people and for programs.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Table(IReadOnlyList<Finding> findings)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"",-4} {"",-91} {"value",9} {"must",9} {"aim",9}  {"verdict",-7} {"spread",7}  behind it");
        foreach (var finding in findings.OrderBy(finding => Place(finding.Goal)))
        {
            var (goal, judged) = (finding.Goal, finding.Verdict != Verdict.Shown);
            var sign = goal.More ? "≥" : "≤";
            var (must, aim) = judged ? (sign + Number(goal.Must, goal.Unit), sign + Number(goal.Aim, goal.Unit)) : ("", "");
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{goal.Id,-4} {goal.What,-91} {Number(finding.Value, goal.Unit),9} {must,9} {aim,9}  "
                + $"{Word(finding.Verdict),-7} {finding.Spread,7:P0}  {finding.Detail}");
        }

        return text.AppendLine().AppendLine(Machine).ToString();
    }

    public static string Json(IReadOnlyList<Finding> findings) => JsonSerializer.Serialize(
        new
        {
            Machine,
            Findings = findings.Select(finding => new
            {
                finding.Goal.Id, finding.Goal.What, finding.Goal.Unit, finding.Value, finding.Goal.Must, finding.Goal.Aim,
                Verdict = Word(finding.Verdict), finding.Rounds, finding.Spread, finding.Detail,
            }),
        }, Plain) + Environment.NewLine;

    public static string Machine => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} processors ({RuntimeInformation.ProcessArchitecture}), {RuntimeInformation.OSDescription}, "
        + $"{RuntimeInformation.FrameworkDescription}, {(GCSettings.IsServerGC ? "server" : "workstation")} GC");

    /// <summary>By number; findings without one come last.</summary>
    private static int Place(Goal goal) => goal.Id.Length == 0 ? int.MaxValue : int.Parse(goal.Id.AsSpan(1), CultureInfo.InvariantCulture);

    private static string Number(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}{unit}");

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Aim => "aim",
        Verdict.Must => "must",
        Verdict.Slack => "slack",
        Verdict.Shown => "",
        _ => "MISSED",
    };
}

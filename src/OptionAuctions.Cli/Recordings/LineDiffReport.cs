using System.Globalization;
using OptionAuctions.Replay;

namespace OptionAuctions.Cli.Recordings;

/// <summary>The report of a comparison in plain lines: a heading per code, its differing decisions, and of the equal ones those next to them.</summary>
/// <param name="all">True to report also what is equal.</param>
/// <param name="severalDays">True when times need their date.</param>
internal sealed class LineDiffReport(bool all, bool severalDays) : DiffReport(all)
{
    private const int Context = 2; // equal decisions before and after one that differs

    private readonly string _format = severalDays ? "yyyy-MM-dd HH:mm:ss.fff" : "HH:mm:ss.fff";

    public override string Summary() => string.Create(
        CultureInfo.InvariantCulture,
        $"codes {Codes}, of which {CodesThatDiffer} differ: {Counts(OnlyInB, OnlyInA, Moved)}; decisions that are the same {Same}");

    protected override IEnumerable<string> LinesOf(CodeDifference code)
    {
        yield return $"{code.Code}  {Counts(code.OnlyInB, code.OnlyInA, code.Moved)}";
        var (lines, nextDifference, lastDifference, passedOver) = (code.Lines, -1, -Context - 1, 0);
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Kind != DifferenceKind.Same) lastDifference = i;
            while (nextDifference < i || (nextDifference < lines.Count && lines[nextDifference].Kind == DifferenceKind.Same)) nextDifference++;
            if (!All && i - lastDifference > Context && nextDifference - i > Context)
            {
                passedOver++;
                continue;
            }

            if (passedOver > 0) yield return PassedOver(passedOver);
            passedOver = 0;
            yield return Line(lines[i]);
        }

        if (passedOver > 0) yield return PassedOver(passedOver);
    }

    private static string Counts(long added, long removed, long moved) => string.Create(CultureInfo.InvariantCulture, $"+{added} -{removed} ~{moved}");

    private static string PassedOver(int decisions) => string.Create(CultureInfo.InvariantCulture, $"    ({decisions} the same)");

    private string Line(in DecisionPair pair)
    {
        var (sign, moved) = pair.Kind switch
        {
            DifferenceKind.OnlyInA => ('-', ""),
            DifferenceKind.OnlyInB => ('+', ""),
            DifferenceKind.Moved => ('~', string.Create(CultureInfo.InvariantCulture, $"  moved by {pair.MovedBy.TotalSeconds:+0.#######;-0.#######} s")),
            _ => (' ', ""),
        };
        return $"  {sign} {pair.Decision.At.ToString(_format, CultureInfo.InvariantCulture)}  {pair.Decision.Text}{moved}";
    }
}

using System.Globalization;
using OptionAuctions.Cli.Output;
using OptionAuctions.Cli.Reports;

namespace OptionAuctions.Cli.Rehearsing;

/// <summary>The report of a rehearsal: a line for each step as soon as it is over, and a summary. As plain text, or as JSON with stable names.</summary>
internal sealed class StepReport(OutputQueue output, bool json)
{
    private const int VerdictWidth = 9, NameWidth = 26, TimeWidth = 8;

    private readonly List<Step> _steps = [];

    /// <summary>The steps that are not in order, as sentences: step, cause, what to do. One says it of those that were skipped, if none has failed.</summary>
    public IEnumerable<string> Failures
    {
        get
        {
            var failed = _steps.FindAll(step => step.Finding.Verdict == StepVerdict.Failed);
            if (failed.Count > 0) return failed.Select(step => $"step {step.Name} failed: {step.Finding.Found}; {step.Finding.Fix}");
            return _steps.Where(step => step.Finding.Verdict == StepVerdict.Skipped).Take(1)
                .Select(step => $"the steps from {step.Name} on were skipped: {step.Finding.Found}");
        }
    }

    /// <summary>True when every step is ok.</summary>
    public bool IsGreen => _steps.TrueForAll(step => step.Finding.Verdict == StepVerdict.Ok);

    /// <summary>Writes a step.</summary>
    public Task AddAsync(Step step)
    {
        _steps.Add(step);
        return output.WriteLineAsync(json ? Json(step) : Text(step));
    }

    /// <summary>Writes the summary.</summary>
    /// <param name="rawFile">Path of the file with the messages as received.</param>
    /// <param name="dropped">Number of messages that are not in it.</param>
    public Task EndAsync(string rawFile, long dropped)
    {
        var (ok, failed, skipped) = (Count(StepVerdict.Ok), Count(StepVerdict.Failed), Count(StepVerdict.Skipped));
        var without = dropped > 0 ? Invariant($", without the last {dropped}") : "";
        var text = Invariant($"{ok} steps ok, {failed} failed, {skipped} skipped; messages as received: {rawFile}{without}");
        if (!json) return output.WriteLineAsync(text);
        using var line = new JsonLine("summary");
        line.Count("ok", ok).Count("failed", failed).Count("skipped", skipped).Text("raw", rawFile).Count("rawDropped", dropped);
        return output.WriteLineAsync(line.End());
    }

    private int Count(StepVerdict verdict) => _steps.Count(step => step.Finding.Verdict == verdict);

    private static string Json(Step step)
    {
        using var line = new JsonLine("step");
        return line.Text("step", step.Name).Text("verdict", step.Verdict).Text("found", step.Finding.Found).Text("fix", step.Finding.Fix)
            .Count("ms", (long)step.Took.TotalMilliseconds).End();
    }

    private static string Text(Step step) =>
        step.Verdict.PadRight(VerdictWidth) + step.Name.PadRight(NameWidth) + Invariant($"{step.Took.TotalMilliseconds:0} ms").PadLeft(TimeWidth)
        + $"  {step.Finding.Found}" + (step.Finding.Verdict == StepVerdict.Failed ? $"; {step.Finding.Fix}" : "");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

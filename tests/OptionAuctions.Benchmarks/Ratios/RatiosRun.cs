using System.Diagnostics;
using System.Globalization;
using OptionAuctions.Benchmarks.Load;

namespace OptionAuctions.Benchmarks.Ratios;

/// <summary>The whole table, or some of it: every figure a ratio of contenders of one run.</summary>
internal static class RatiosRun
{
    private static readonly string[] Flags = ["--quick", "--json", "--write"];

    /// <returns>1 when a must is missed beyond its slack, 2 when what is asked for is nothing there is.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter progress)
    {
        var at = Array.IndexOf(arguments, "--only");
        var only = at >= 0 && at + 1 < arguments.Length ? arguments[at + 1].Split(',') : null;
        var known = Sections.All.SelectMany(section => section.Ids).ToHashSet();
        var unknown = arguments
            .Where((argument, i) => !Flags.Contains(argument) && (only is null || (i != at && i != at + 1)))
            .Concat(only?.Where(id => !known.Contains(id)) ?? []);
        if (unknown.FirstOrDefault() is { } what)
        {
            await progress.WriteLineAsync($"'{what}' is not known here; {string.Join(", ", Flags)}, and --only with some of {string.Join(',', known)}");
            return 2;
        }

        var findings = await MeasureAsync(arguments.Contains("--quick"), only, progress);
        await output.WriteAsync(arguments.Contains("--json") ? Report.Json(findings) : Report.Table(findings));
        if (arguments.Contains("--write")) await MarkedPage.PutAsync(Path.Combine("docs", "performance.md"), "ratios", $"```\n{Report.Table(findings)}```\n");
        return findings.Any(finding => finding.Verdict == Verdict.Missed) ? 1 : 0;
    }

    private static async Task<List<Finding>> MeasureAsync(bool quick, string[]? only, TextWriter progress)
    {
        using var venue = VenueProcess.Start();
        var bench = new Bench(venue, quick);
        var findings = new List<Finding>();
        foreach (var section in Sections.All.Where(section => only is null || section.Ids.Intersect(only).Any()))
        {
            var began = Stopwatch.GetTimestamp();
            var found = await section.MeasureAsync(bench);
            findings.AddRange(found);
            await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{string.Join(", ", section.Ids)}: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"));
            foreach (var finding in found) await progress.WriteLineAsync($"  {finding.Goal.What}: {finding.Value:0.###} {finding.Goal.Unit}; {finding.Detail}");
        }

        return findings;
    }
}

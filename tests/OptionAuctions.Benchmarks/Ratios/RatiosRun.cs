using System.Diagnostics;
using System.Globalization;
using OptionAuctions.Benchmarks.Load;

namespace OptionAuctions.Benchmarks.Ratios;

/// <summary>The whole table, or some of it: every figure a ratio of contenders of one run.</summary>
internal static class RatiosRun
{
    /// <returns>1 when a must is missed beyond its slack.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter progress)
    {
        var (quick, json) = (arguments.Contains("--quick"), arguments.Contains("--json"));
        var only = Array.IndexOf(arguments, "--only") is var at and >= 0 && at + 1 < arguments.Length ? arguments[at + 1].Split(',') : null;
        var known = Sections.All.SelectMany(section => section.Ids).ToHashSet();
        if (only?.FirstOrDefault(id => !known.Contains(id)) is { } unknown)
        {
            await progress.WriteLineAsync($"there is no {unknown}; --only takes some of {string.Join(',', known)}");
            return 2;
        }

        using var venue = VenueProcess.Start();
        var bench = new Bench(venue, quick);
        var findings = new List<Finding>();
        foreach (var section in Sections.All.Where(section => only is null || section.Ids.Intersect(only).Any()))
        {
            var began = Stopwatch.GetTimestamp();
            findings.AddRange(await section.MeasureAsync(bench));
            await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", section.Ids)}: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"));
        }

        await output.WriteAsync(json ? Report.Json(findings) : Report.Table(findings));
        return findings.Any(finding => finding.Verdict == Verdict.Missed) ? 1 : 0;
    }
}

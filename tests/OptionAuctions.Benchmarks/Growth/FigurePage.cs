using System.Globalization;
using System.Text;
using OptionAuctions.Benchmarks.Contenders;
using OptionAuctions.Benchmarks.Ratios;

namespace OptionAuctions.Benchmarks.Growth;

/// <summary>A figure on the page: its plot, its numbers, and the command that makes both.</summary>
internal static class FigurePage
{
    private const string Plots = "performance";

    public static async Task WriteAsync(string folder, Figure figure, IReadOnlyList<Point> points, Bench bench)
    {
        var plots = Directory.CreateDirectory(Path.Combine(folder, Plots));
        await File.WriteAllTextAsync(Path.Combine(plots.FullName, $"{figure.Name}.svg"), Plot.Svg(figure, points));
        await MarkedPage.PutAsync(Path.Combine(folder, "performance.md"), $"growth {figure.Name}", Text(figure, points, bench));
    }

    private static string Text(Figure figure, IReadOnlyList<Point> points, Bench bench)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"![{figure.Title}]({Plots}/{figure.Name}.svg)").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"| {figure.Axis} | feed, ns of CPU a record | loop, ns of CPU a record | feed, million records/s | loop, million records/s |");
        text.AppendLine("|---:|---:|---:|---:|---:|");
        foreach (var point in points)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {point.Step:N0} | {Range(point, Connecting.Feed)} | {Range(point, Connecting.Loop)} "
                + $"| {point.Millions(Connecting.Feed):0.00} | {point.Millions(Connecting.Loop):0.00} |");
        }

        return text.AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"Medians of {bench.Rounds} rounds, in brackets the least and the most. {Report.Machine}.")
            .AppendLine()
            .AppendLine("```")
            .AppendLine(CultureInfo.InvariantCulture, $"{MarkedPage.Command} growth{(bench.Quick ? " --quick" : "")} --only {figure.Name}")
            .AppendLine("```")
            .ToString();
    }

    private static string Range(Point point, string contender)
    {
        var rounds = point.Costs[contender].Select(cost => cost.Nanoseconds).ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{point.Nanoseconds(contender):N0} ({rounds.Min():N0} to {rounds.Max():N0})");
    }
}

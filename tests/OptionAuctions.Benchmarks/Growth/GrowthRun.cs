using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using OptionAuctions.Benchmarks.Contenders;
using OptionAuctions.Benchmarks.Load;
using OptionAuctions.Benchmarks.Ratios;

namespace OptionAuctions.Benchmarks.Growth;

/// <summary>What a record costs as codes, subscribers, records a message and app keys become more: plots, and their place on the page.</summary>
internal static class GrowthRun
{
    private const int StillCompiled = 100; // methods, of some thousands

    private static readonly string[] Contenders = [Connecting.Feed, Connecting.Loop];

    public static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        var asked = GrowthArguments.Read(arguments);
        if (asked.Unknown is { } unknown)
        {
            await output.WriteLineAsync($"there is no figure {unknown}; --only takes some of {string.Join(',', Figure.All.Select(figure => figure.Name))}");
            return 2;
        }

        using var venue = VenueProcess.Start();
        var bench = new Bench(venue, asked.Quick);
        await WarmUpAsync(bench);
        foreach (var figure in asked.Figures)
        {
            var points = new List<Point>();
            foreach (var step in figure.Steps)
            {
                points.Add(new Point(step, await MeasureAsync(bench, figure.At(step))));
                await output.WriteLineAsync(Line(figure, points[^1]));
            }

            await FigurePage.WriteAsync(asked.Folder, figure, points, bench);
        }

        return 0;
    }

    /// <summary>
    /// The usual load, until what all figures have in common is compiled as it stays: the compiler has hardly anything to do any more. On a
    /// machine with other work that is seconds later than on a quiet one.
    /// </summary>
    private static async Task WarmUpAsync(Bench bench)
    {
        var began = Stopwatch.GetTimestamp();
        long compiled;
        do
        {
            var before = JitInfo.GetCompiledMethodCount();
            await MeasureAsync(bench, new GrowthLoad(41));
            compiled = JitInfo.GetCompiledMethodCount() - before;
        }
        while (compiled > StillCompiled && Stopwatch.GetElapsedTime(began).TotalSeconds < bench.Seconds(full: 20, quick: 10));
    }

    /// <summary>Contenders in turns, each round all of them.</summary>
    private static async Task<Dictionary<string, List<Cost>>> MeasureAsync(Bench bench, GrowthLoad load)
    {
        var entrants = new List<Entrant>();
        foreach (var name in Contenders) entrants.Add(await Entrant.StartAsync(bench, name, load));
        var costs = Contenders.ToDictionary(name => name, _ => new List<Cost>());
        for (var round = 0; round < bench.Rounds; round++)
            foreach (var entrant in entrants) costs[entrant.Name].Add(await entrant.RunAsync());
        foreach (var entrant in entrants) await entrant.EndAsync();
        return costs;
    }

    private static string Line(Figure figure, Point point)
    {
        var costs = Contenders.Select(name => string.Create(CultureInfo.InvariantCulture,
            $"{name} {point.Nanoseconds(name):N0} ns, {point.Millions(name):0.00} M/s"));
        return string.Create(CultureInfo.InvariantCulture, $"{point.Step,6:N0} {figure.Axis}: {string.Join("; ", costs)}");
    }
}

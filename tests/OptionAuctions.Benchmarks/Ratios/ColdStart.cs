using System.Diagnostics;
using System.Globalization;
using OptionAuctions.Benchmarks.Contenders;
using OptionAuctions.Benchmarks.Load;

namespace OptionAuctions.Benchmarks.Ratios;

/// <summary>From the start of a process to the first record at its subscriber, with one code.</summary>
internal static class ColdStart
{
    public const string Verb = "cold";

    /// <summary>In the process that is measured: prints the timestamp at which the subscriber had it.</summary>
    public static async Task<int> RunAsync(string contender, Uri webSocket, Uri approval)
    {
        var venue = new Endpoint(0, webSocket, approval, 1, Endpoint.MakeUp(1));
        await using var started = await Connecting.ToAsync(contender, venue);
        Console.WriteLine((await started.Tally.ExpectAsync(1 - started.Tally.Total)).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    /// <returns>Milliseconds of each contender in each round.</returns>
    public static async Task<Dictionary<string, List<double>>> MeasureAsync(Bench bench, params string[] names)
    {
        var times = names.ToDictionary(name => name, _ => new List<double>());
        for (var round = 0; round <= bench.Rounds; round++)
        {
            foreach (var name in names)
            {
                var time = await OnceAsync(bench.Venue, name);
                if (round > 0) times[name].Add(time); // the first one reads the files from the disk
            }
        }

        return times;
    }

    private static async Task<double> OnceAsync(VenueProcess process, string name)
    {
        var venue = await process.OpenAsync(codes: 1);
        var first = process.SendFirstAsync(venue);
        var began = Stopwatch.GetTimestamp();
        using var child = Process.Start(Self.With(Verb, name, venue.WebSocket.ToString(), venue.Approval.ToString()))!;
        var done = long.Parse(await child.StandardOutput.ReadLineAsync() ?? "", CultureInfo.InvariantCulture);
        await first;
        await child.WaitForExitAsync();
        return Stopwatch.GetElapsedTime(began, done).TotalMilliseconds;
    }
}

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
        Console.WriteLine((await started.Tally.ReachAsync(1)).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>Compiles this program ahead, as the CLI is when it is published.</summary>
    /// <returns>What starts it.</returns>
    public static async Task<string> PublishAsync(string folder)
    {
        var project = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "OptionAuctions.Benchmarks.csproj"));
        using var publish = Process.Start(new ProcessStartInfo("dotnet",
            [
                "publish", project, "-c", "Release", "--use-current-runtime", "--no-self-contained", "-p:PublishReadyToRun=true",
                "-o", folder, "-v", "quiet", "--nologo",
            ])
        {
            RedirectStandardOutput = true,
        })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0) throw new InvalidOperationException($"the benchmarks cannot be published: {said}");
        return Path.Combine(folder, "OptionAuctions.Benchmarks.dll");
    }

    /// <returns>Milliseconds of each contender in each round.</returns>
    /// <param name="bench">The run.</param>
    /// <param name="program">The program to start, where it is not this one.</param>
    /// <param name="names">The contenders.</param>
    public static async Task<Dictionary<string, List<double>>> MeasureAsync(Bench bench, string? program, params string[] names)
    {
        var times = names.ToDictionary(name => name, _ => new List<double>());
        for (var round = 0; round <= bench.Rounds; round++)
        {
            foreach (var name in names)
            {
                var time = await OnceAsync(bench.Venue, program, name);
                if (round > 0) times[name].Add(time); // the first one reads the files from the disk
            }
        }

        return times;
    }

    private static async Task<double> OnceAsync(VenueProcess process, string? program, string name)
    {
        var venue = await process.OpenAsync(codes: 1);
        var first = process.SendFirstAsync(venue);
        var began = Stopwatch.GetTimestamp();
        using var child = Process.Start(Self.With(program, [Verb, name, venue.WebSocket.ToString(), venue.Approval.ToString()]))!;
        var done = long.Parse(await child.StandardOutput.ReadLineAsync() ?? "", CultureInfo.InvariantCulture);
        await first;
        await child.WaitForExitAsync();
        return Stopwatch.GetElapsedTime(began, done).TotalMilliseconds;
    }
}

using System.Globalization;
using System.Text;
using OptionAuctions.Benchmarks.Load;
using OptionAuctions.Benchmarks.Ratios;

namespace OptionAuctions.Benchmarks.Idle;

/// <summary>What a process costs that has little to do, and nothing to do, under several settings of its host.</summary>
internal static class IdleRun
{
    private const int PerSecond = 200, WarmUpRecords = 400_000;
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        var folder = arguments.FirstOrDefault(argument => !argument.StartsWith("--", StringComparison.Ordinal), "docs");
        using var venue = VenueProcess.Start();
        var bench = new Bench(venue, arguments.Contains("--quick"));
        var table = Table(await AtWorkAsync(bench, HostSetting.All), await AsleepAsync(bench, HostSetting.All), bench);
        await output.WriteAsync(table);
        Directory.CreateDirectory(folder);
        await MarkedPage.PutAsync(Path.Combine(folder, "performance.md"), "idle", table);
        return 0;
    }

    private static int Rounds(Bench bench) => bench.Quick ? 3 : 5;

    private static int Seconds(Bench bench) => bench.Seconds(full: 3, quick: 1);

    private static int SecondsOfNight(Bench bench) => bench.Seconds(full: 45, quick: 20);

    /// <summary>41 codes at 200 records/s, one a message. Processes in turns, each round all of them; the others are connected and silent meanwhile.</summary>
    public static async Task<List<Idleness>[]> AtWorkAsync(Bench bench, IReadOnlyList<HostSetting> settings)
    {
        var children = new List<IdleProcess>();
        foreach (var setting in settings)
        {
            children.Add(await IdleProcess.StartAsync(bench.Venue, setting));
            await bench.Venue.LoadAsync(children[^1].Venue, perFrame: 1, WarmUpRecords); // until its code is compiled as it stays
            await bench.Venue.LoadAsync(children[^1].Venue, perFrame: 1, PerSecond, PerSecond);
        }

        var measured = children.Select(_ => new List<Idleness>()).ToArray();
        for (var round = 0; round < Rounds(bench); round++)
        {
            for (var i = 0; i < children.Count; i++)
            {
                await children[i].BeginAsync();
                await bench.Venue.LoadAsync(children[i].Venue, perFrame: 1, PerSecond * Seconds(bench), PerSecond);
                measured[i].Add(await children[i].EndAsync());
            }
        }

        foreach (var child in children) child.Dispose();
        return measured;
    }

    /// <summary>
    /// Registered for 41 codes of which nothing comes, with a keep-alive of the venue now and then. All at once: they do not disturb each other.
    /// </summary>
    public static async Task<Idleness[]> AsleepAsync(Bench bench, IReadOnlyList<HostSetting> settings)
    {
        var children = new List<IdleProcess>();
        foreach (var setting in settings) children.Add(await IdleProcess.StartAsync(bench.Venue, setting, KeepAlive));
        await SleepAsync(children, bench.Seconds(full: 300, quick: 25)); // thrown away: what runs every ten seconds is compiled for good at its 30th run
        var measured = await SleepAsync(children, SecondsOfNight(bench));
        foreach (var child in children) child.Dispose();
        return measured;
    }

    private static async Task<Idleness[]> SleepAsync(List<IdleProcess> children, int seconds)
    {
        foreach (var child in children) await child.BeginAsync();
        await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
        return await Task.WhenAll(children.Select(child => child.EndAsync()));
    }

    private static string Table(List<Idleness>[] atWork, Idleness[] asleep, Bench bench)
    {
        var text = new StringBuilder();
        text.AppendLine("| setting | CPU at 200 records/s | receive to subscriber, p50 | p99 | CPU asleep | memory at 200 records/s |");
        text.AppendLine("|---|---:|---:|---:|---:|---:|");
        for (var i = 0; i < HostSetting.All.Count; i++)
        {
            double Of(Func<Idleness, double> figure) => Finding.Median(atWork[i].Select(figure));
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {HostSetting.All[i].Name} | {Of(idle => idle.Percent):0.0} % "
                + $"({atWork[i].Min(idle => idle.Percent):0.0} to {atWork[i].Max(idle => idle.Percent):0.0}) "
                + $"| {Of(idle => idle.Median):0} µs | {Of(idle => idle.Late):0} µs | {asleep[i].Percent:0.00} % | {Of(idle => idle.Mebibytes):0} MiB |");
        }

        return text.AppendLine()
            .AppendLine(CultureInfo.InvariantCulture,
                $"Percent of one core. At work: 41 codes, one record a message, medians of {Rounds(bench)} rounds of {Seconds(bench)} s. "
                + $"Asleep: {SecondsOfNight(bench)} s. {Report.Machine}.")
            .AppendLine()
            .AppendLine("```")
            .AppendLine(CultureInfo.InvariantCulture, $"{MarkedPage.Command} idle{(bench.Quick ? " --quick" : "")}")
            .AppendLine("```")
            .ToString();
    }
}

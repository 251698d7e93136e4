using System.Globalization;
using OptionAuctions.Benchmarks.Contenders;
using OptionAuctions.Benchmarks.Yardsticks;

namespace OptionAuctions.Benchmarks.Ratios;

/// <summary>A part of the run: one measurement, and the goals that it answers.</summary>
/// <param name="Ids">The goals.</param>
/// <param name="MeasureAsync">The measurement.</param>
internal sealed record Section(string[] Ids, Func<Bench, Task<IReadOnlyList<Finding>>> MeasureAsync);

/// <summary>What is measured, in order.</summary>
internal static class Sections
{
    private const double KiB = 1024, MiB = 1024 * 1024;

    // Of a second each: the machine's moods last for several, and each contender is to have its share of each. A median of seven long ones may be
    // off by a half.
    private const int ManyRounds = 27;

    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(4);

    public static IReadOnlyList<Section> All { get; } =
    [
        new(["P10"], HeapAsync), // first: what others leave behind and the collector takes later would be missing from it
        new(["P1", "P2"], DecoderAsync),
        new(["P3", "P6", "P7"], ThroughputAsync),
        new(["P3"], FewCodesAsync),
        new(["P4"], ManyCodesAsync),
        new(["P5"], FramesAsync),
        new(["P7", "P8"], AtRateAsync),
        new(["P8"], async bench => Late(99, await PacedAsync(bench, 41, 50_000), Goals.P8With41, Goals.ApartWith41)),
        new(["P9"], async bench => Late(99.9, await PacedAsync(bench, 820, 200_000), Goals.P9, Goals.ApartAtHighRate)),
        new(["P11"], ColdStartAsync),
        new(["P12"], StallAsync),
        new(["V1"], VenueAsync),
    ];

    private static Task<IReadOnlyList<Finding>> DecoderAsync(Bench bench)
    {
        var cost = DecoderRatios.Measure(recordsPerFrame: 4, bench.Quick);
        var detail = string.Create(CultureInfo.InvariantCulture,
            $"4 a message: scan {cost.Scan.Median:0.0} ns, decoder {cost.Decoder.Median:0.0}, split {cost.Split.Median:0} a record");
        return Task.FromResult<IReadOnlyList<Finding>>(
        [
            new(Goals.P1, [cost.OverScan.Least, cost.OverScan.Median, cost.OverScan.Most], detail),
            new(Goals.P1Bytes, [cost.BytesPerRecord], ""),
            new(Goals.P2, [cost.UnderSplit.Least, cost.UnderSplit.Median, cost.UnderSplit.Most], detail),
        ]);
    }

    private static async Task<IReadOnlyList<Finding>> ThroughputAsync(Bench bench)
    {
        string[] shown = bench.Quick ? [] : [Connecting.Library, Connecting.Every];
        var runs = await new Throughput(820, PerFrame: 4).MeasureAsync(bench, [Connecting.Loop, Connecting.Feed, Connecting.Naive, .. shown]);
        var findings = new List<Finding>
        {
            Over(Goals.P3With820, runs, Connecting.Loop),
            Over(Goals.P6, runs, Connecting.Naive),
            new(Goals.P7AtFullSpeed, [.. runs[Connecting.Feed].Select(run => run.Bytes)], OfLoop(runs[Connecting.Loop].Select(run => run.Bytes))),
        };
        if (bench.Quick) return findings;

        findings.Add(Over(Goals.OverLibrary, runs, Connecting.Library));
        findings.Add(Over(Goals.Every, runs, Connecting.Loop, Connecting.Every));
        return findings;
    }

    private static async Task<IReadOnlyList<Finding>> FewCodesAsync(Bench bench) =>
        [Over(Goals.P3With41, await new Throughput(41, PerFrame: 4).MeasureAsync(bench, Connecting.Loop, Connecting.Feed), Connecting.Loop)];

    private static async Task<IReadOnlyList<Finding>> ManyCodesAsync(Bench bench) =>
        [Over(Goals.P4, await new Throughput(10_000, PerFrame: 4).MeasureAsync(bench, Connecting.Loop, Connecting.Feed), Connecting.Loop)];

    private static async Task<IReadOnlyList<Finding>> FramesAsync(Bench bench) =>
    [
        Over(Goals.P5With1, await new Throughput(820, PerFrame: 1).MeasureAsync(bench, Connecting.Loop, Connecting.Feed), Connecting.Loop),
        Over(Goals.P5With20, await new Throughput(820, PerFrame: 20).MeasureAsync(bench, Connecting.Loop, Connecting.Feed), Connecting.Loop),
    ];

    private static async Task<IReadOnlyList<Finding>> AtRateAsync(Bench bench)
    {
        var runs = await PacedAsync(bench, 820, 50_000);
        var findings = new List<Finding>
        {
            new(
                Goals.P7AtRate, [.. runs.Where(of => of.Key != Connecting.Loop).SelectMany(of => of.Value).Select(run => run.Bytes)],
                OfLoop(runs[Connecting.Loop].Select(run => run.Bytes))),
        };
        findings.AddRange(Late(99, runs, Goals.P8With820, Goals.ApartWith820));
        if (bench.Quick) return findings;

        findings.AddRange(Late(99, await PacedAsync(bench, 820, 50_000, Burst), Goals.LateInBursts));
        var minute = (await new Paced(820, 50_000).MeasureAsync(bench, rounds: 1, seconds: 60, Connecting.Feed))[Connecting.Feed][0];
        var detail = string.Create(CultureInfo.InvariantCulture,
            $"in 60 s, {minute.Bytes:0.00} B a record, paused {minute.Paused.TotalMilliseconds:0.0} ms");
        findings.Add(new Finding(Goals.Collections, [minute.Collections], detail));
        return findings;
    }

    private static string OfLoop(IEnumerable<double> bytes) => string.Create(CultureInfo.InvariantCulture, $"loop {Finding.Median(bytes):0.0} B");

    private static Task<Dictionary<string, List<Paced.Run>>> PacedAsync(Bench bench, int codes, int perSecond, TimeSpan? writeEvery = null)
    {
        string[] shown = bench.Quick ? [] : [Connecting.Feed];
        return new Paced(codes, perSecond, writeEvery).MeasureAsync(
            bench, bench.Quick ? bench.Rounds : ManyRounds, seconds: 1, [Connecting.Loop, Connecting.OnFeedDispatcher, .. shown]);
    }

    /// <summary>
    /// Like for like: the loop's callback runs on the loop's thread, and a subscriber on the feed's dispatcher on the feed's. One on another thread is shown.
    /// </summary>
    private static IReadOnlyList<Finding> Late(double percent, Dictionary<string, List<Paced.Run>> runs, Goal onFeedDispatcher, Goal? apart = null)
    {
        var finding = Late(onFeedDispatcher, percent, runs, Connecting.OnFeedDispatcher);
        return apart is not null && runs.ContainsKey(Connecting.Feed) ? [finding, Late(apart, percent, runs, Connecting.Feed)] : [finding];
    }

    private static Finding Late(Goal goal, double percent, Dictionary<string, List<Paced.Run>> runs, string ours) => new(
        goal, [.. runs[ours].Zip(runs[Connecting.Loop], (mine, theirs) => mine.At(percent) / theirs.At(percent))],
        string.Create(CultureInfo.InvariantCulture,
            $"{Finding.Median(runs[ours].Select(run => run.At(percent))):0} µs "
            + $"to {Finding.Median(runs[Connecting.Loop].Select(run => run.At(percent))):0}"));

    private static async Task<IReadOnlyList<Finding>> HeapAsync(Bench bench) =>
        [new Finding(Goals.P10, [await HeapOfCodes.MeasureAsync()], "with a ring of 32 revisions")];

    /// <summary>Of the program compiled ahead, which takes longer to make than a quick run may take.</summary>
    private static async Task<IReadOnlyList<Finding>> ColdStartAsync(Bench bench)
    {
        if (bench.Quick) return [Cold(Goals.NotAhead, await ColdStart.MeasureAsync(bench, null, Connecting.Loop, Connecting.Feed))];
        var folder = Directory.CreateTempSubdirectory("option-auctions-ahead-").FullName;
        try
        {
            return [Cold(Goals.P11, await ColdStart.MeasureAsync(bench, await ColdStart.PublishAsync(folder), Connecting.Loop, Connecting.Feed))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Finding Cold(Goal goal, Dictionary<string, List<double>> times) => new(
        goal, [.. times[Connecting.Feed].Zip(times[Connecting.Loop], (ours, theirs) => ours / theirs)],
        string.Create(CultureInfo.InvariantCulture, $"{Finding.Median(times[Connecting.Feed]):0} ms to {Finding.Median(times[Connecting.Loop]):0}"));

    private static async Task<IReadOnlyList<Finding>> StallAsync(Bench bench)
    {
        var seconds = bench.Seconds(60, 3);
        var (growth, resumed) = await Stall.MeasureAsync(bench, seconds);
        return
        [
            new Finding(Goals.P12, [growth / MiB], string.Create(CultureInfo.InvariantCulture, $"in {seconds} s; {growth / KiB:0} KiB")),
            new Finding(Goals.P12Resumed, [resumed], "all 820 codes"),
        ];
    }

    /// <summary>Of the venue there is no yardstick: what a plain loop takes from it in a second is the least that it sends.</summary>
    private static async Task<IReadOnlyList<Finding>> VenueAsync(Bench bench)
    {
        var runs = (await new Throughput(820, PerFrame: 20).MeasureAsync(bench, Connecting.Loop))[Connecting.Loop];
        return [new Finding(Goals.V1, [.. runs.Select(run => run.PerSecond / 1e6)], "taken by Loop")];
    }

    private static Finding Over(Goal goal, Dictionary<string, List<Throughput.Run>> runs, string yardstick, string ours = Connecting.Feed) => new(
        goal, [.. runs[ours].Zip(runs[yardstick], (mine, theirs) => mine.PerSecond / theirs.PerSecond)],
        string.Create(CultureInfo.InvariantCulture,
            $"{Finding.Median(runs[ours].Select(run => run.PerSecond)) / 1e6:0.00} M/s "
            + $"to {Finding.Median(runs[yardstick].Select(run => run.PerSecond)) / 1e6:0.00}"));
}

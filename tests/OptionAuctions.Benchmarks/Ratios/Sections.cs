using System.Globalization;
using OptionAuctions.Benchmarks.Contenders;
using OptionAuctions.Benchmarks.Idle;
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
        new(["P8"], async bench => Late(99, await PacedAsync(bench, 41, 50_000), Goals.P8With41, Goals.OnDispatcherWith41)),
        new(["P9"], async bench => Late(99.9, await PacedAsync(bench, 820, 200_000), Goals.P9, Goals.OnDispatcherAtHighRate)),
        new(["P11"], ColdStartAsync),
        new(["P12"], StallAsync),
        new(["P13"], ReplayAsync),
        new(["P13"], RecordingAsync),
        new(["P13"], RestartAsync),
        new(["P14"], IdleAsync),
        new(["P15"], RegisteringAsync),
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

    private static async Task<IReadOnlyList<Finding>> ReplayAsync(Bench bench)
    {
        using var bursts = await ReplayedFile.MakeAsync(messagesAtOnce: 16);
        using var singles = await ReplayedFile.MakeAsync(messagesAtOnce: 1);
        return
        [
            await bursts.MeasureAsync(bench, Goals.P13, makesDigest: false, hasSubscriber: true),
            await bursts.MeasureAsync(bench, Goals.ReplayWithDigest, makesDigest: true),
            await bursts.MeasureAsync(bench, Goals.ReplayWithoutDigest, makesDigest: false),
            await singles.MeasureAsync(bench, Goals.ReplayOfSingles, makesDigest: true),
        ];
    }

    /// <summary>What recording costs the feed beside it.</summary>
    private static async Task<IReadOnlyList<Finding>> RecordingAsync(Bench bench)
    {
        var rounds = bench.Quick ? bench.Rounds : ManyRounds;
        var runs = await new Paced(820, 200_000).MeasureAsync(bench, rounds, seconds: 2, Connecting.Feed, Connecting.Recorded);
        var (without, with) = (runs[Connecting.Feed], runs[Connecting.Recorded]);
        return
        [
            new(Goals.P13Recording, [.. with.Zip(without, (mine, theirs) => mine.At(99) / theirs.At(99))], string.Create(CultureInfo.InvariantCulture,
                $"{Finding.Median(with.Select(run => run.At(99))):0} µs to {Finding.Median(without.Select(run => run.At(99))):0}")),
            new(Goals.P13RecordingCpu, [.. with.Zip(without, (mine, theirs) => mine.Nanoseconds / theirs.Nanoseconds)], string.Create(
                CultureInfo.InvariantCulture,
                $"{Finding.Median(with.Select(run => run.Nanoseconds)):0} ns to {Finding.Median(without.Select(run => run.Nanoseconds)):0}")),
        ];
    }

    private static async Task<IReadOnlyList<Finding>> RestartAsync(Bench bench)
    {
        using var day = await ReplayedFile.MakeAsync(messagesAtOnce: 4, minutes: 35);
        return [day.MeasureRestart(bench, Goals.P13Restart)];
    }

    private static async Task<IReadOnlyList<Finding>> ThroughputAsync(Bench bench)
    {
        string[] shown = bench.Quick ? [] : [Connecting.Library, Connecting.Inline, Connecting.Own];
        var runs = await new Throughput(820, PerFrame: 4).MeasureAsync(
            bench, [Connecting.Loop, Connecting.Feed, Connecting.Every, Connecting.Naive, .. shown]);
        var findings = new List<Finding>
        {
            Over(Goals.P3With820, runs, Connecting.Loop),
            CpuOver(Goals.P3CpuWith820, runs),
            Over(Goals.P3Every, runs, Connecting.Loop, Connecting.Every),
            Over(Goals.P6, runs, Connecting.Naive),
            Allocated(Goals.P7AtFullSpeed, runs),
        };
        if (bench.Quick) return findings;

        findings.Add(Over(Goals.Inline, runs, Connecting.Inline));
        findings.Add(Over(Goals.Own, runs, Connecting.Own));
        findings.Add(Over(Goals.OverLibrary, runs, Connecting.Library));
        return findings;
    }

    private static async Task<IReadOnlyList<Finding>> FewCodesAsync(Bench bench)
    {
        var runs = await new Throughput(41, PerFrame: 4).MeasureAsync(bench, Connecting.Loop, Connecting.Feed);
        return [Over(Goals.P3With41, runs, Connecting.Loop), CpuOver(Goals.P3CpuWith41, runs)];
    }

    private static async Task<IReadOnlyList<Finding>> ManyCodesAsync(Bench bench)
    {
        var runs = await new Throughput(10_000, PerFrame: 4).MeasureAsync(bench, Connecting.Loop, Connecting.Feed);
        return [Over(Goals.P4, runs, Connecting.Loop), Allocated(Goals.P7ManyCodes, runs)];
    }

    private static async Task<IReadOnlyList<Finding>> FramesAsync(Bench bench)
    {
        var single = await new Throughput(820, PerFrame: 1).MeasureAsync(bench, Connecting.Loop, Connecting.Feed);
        var twenty = await new Throughput(820, PerFrame: 20).MeasureAsync(bench, Connecting.Loop, Connecting.Feed);
        return
        [
            Over(Goals.P5With1, single, Connecting.Loop), Over(Goals.P5With20, twenty, Connecting.Loop),
            Allocated(Goals.P7With1, single), Allocated(Goals.P7With20, twenty),
        ];
    }

    private static async Task<IReadOnlyList<Finding>> AtRateAsync(Bench bench)
    {
        var runs = await PacedAsync(bench, 820, 50_000);
        var findings = new List<Finding>
        {
            new(
                Goals.P7AtRate, [.. runs.Where(of => of.Key != Connecting.Loop).SelectMany(of => of.Value).Select(run => run.Bytes)],
                OfLoop(runs[Connecting.Loop].Select(run => run.Bytes))),
        };
        findings.AddRange(Late(99, runs, Goals.P8With820, Goals.OnDispatcherWith820));
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
        string[] shown = bench.Quick ? [] : [Connecting.OnFeedDispatcher];
        return new Paced(codes, perSecond, writeEvery).MeasureAsync(
            bench, bench.Quick ? bench.Rounds : ManyRounds, seconds: 1, [Connecting.Loop, Connecting.Feed, .. shown]);
    }

    /// <summary>The default subscriber is judged, which is on another thread as a strategy is; the one on the feed's own threads is shown beside it.</summary>
    private static IReadOnlyList<Finding> Late(double percent, Dictionary<string, List<Paced.Run>> runs, Goal byDefault, Goal? onFeedDispatcher = null)
    {
        var finding = Late(byDefault, percent, runs, Connecting.Feed);
        return onFeedDispatcher is not null && runs.ContainsKey(Connecting.OnFeedDispatcher)
            ? [finding, Late(onFeedDispatcher, percent, runs, Connecting.OnFeedDispatcher)]
            : [finding];
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
        if (bench.Quick) return [Cold(Goals.P11NotAhead, await ColdStart.MeasureAsync(bench, null, Connecting.Loop, Connecting.Feed))];
        var folder = Directory.CreateTempSubdirectory("option-auctions-ahead-").FullName;
        try
        {
            return
            [
                Cold(Goals.P11, await ColdStart.MeasureAsync(bench, await ColdStart.PublishAsync(folder), Connecting.Loop, Connecting.Feed)),
                Cold(Goals.P11NotAhead, await ColdStart.MeasureAsync(bench, null, Connecting.Loop, Connecting.Feed)),
            ];
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
        var memory = new Finding(Goals.P12, [growth / MiB], string.Create(CultureInfo.InvariantCulture, $"in {seconds} s; {growth / KiB:0} KiB"));
        return bench.Quick ? [memory] : [memory, new Finding(Goals.P12Resumed, [resumed], "")]; // a time, which a busy machine cannot judge
    }

    private static async Task<IReadOnlyList<Finding>> IdleAsync(Bench bench)
    {
        HostSetting[] settings = [HostSetting.Quiet, HostSetting.Loop];
        var (work, asleep) = (await IdleRun.AtWorkAsync(bench, settings), await IdleRun.AsleepAsync(bench, settings));
        string Detail(double ours, double loops) => string.Create(CultureInfo.InvariantCulture, $"{ours:0.00} % of a core to {loops:0.00}");
        return
        [
            new Finding(Goals.P14Asleep, [asleep[0].Percent], Detail(asleep[0].Percent, asleep[1].Percent)),
            new Finding(
                Goals.P14AtWork, [.. work[0].Zip(work[1], (ours, loops) => ours.Percent / loops.Percent)],
                Detail(Finding.Median(work[0].Select(of => of.Percent)), Finding.Median(work[1].Select(of => of.Percent)))),
        ];
    }

    private static Task<IReadOnlyList<Finding>> RegisteringAsync(Bench bench)
    {
        Registering.Measure(1_000);
        var few = Enumerable.Range(0, 5).Select(_ => Registering.Measure(1_000)).Min();
        double[] rounds = [.. Enumerable.Range(0, bench.Rounds).Select(_ => Registering.Measure(10_000))];
        return Task.FromResult<IReadOnlyList<Finding>>(
            [new Finding(Goals.P15, rounds, string.Create(CultureInfo.InvariantCulture, $"{Finding.Median(rounds) / few:0.0} times as long as 1,000"))]);
    }

    /// <summary>Of the venue there is no yardstick: what a plain loop takes from it in a second is the least that it sends.</summary>
    private static async Task<IReadOnlyList<Finding>> VenueAsync(Bench bench)
    {
        var runs = (await new Throughput(820, PerFrame: 20).MeasureAsync(bench, Connecting.Loop))[Connecting.Loop];
        return [new Finding(Goals.V1, [.. runs.Select(run => run.PerSecond / 1e6)], "taken by Loop")];
    }

    private static Finding CpuOver(Goal goal, Dictionary<string, List<Throughput.Run>> runs) => new(
        goal, [.. runs[Connecting.Feed].Zip(runs[Connecting.Loop], (mine, theirs) => mine.Nanoseconds / theirs.Nanoseconds)],
        string.Create(CultureInfo.InvariantCulture,
            $"{Finding.Median(runs[Connecting.Feed].Select(run => run.Nanoseconds)):0} ns "
            + $"to {Finding.Median(runs[Connecting.Loop].Select(run => run.Nanoseconds)):0}"));

    private static Finding Allocated(Goal goal, Dictionary<string, List<Throughput.Run>> runs) =>
        new(goal, [.. runs[Connecting.Feed].Select(run => run.Bytes)], OfLoop(runs[Connecting.Loop].Select(run => run.Bytes)));

    private static Finding Over(Goal goal, Dictionary<string, List<Throughput.Run>> runs, string yardstick, string ours = Connecting.Feed) => new(
        goal, [.. runs[ours].Zip(runs[yardstick], (mine, theirs) => mine.PerSecond / theirs.PerSecond)],
        string.Create(CultureInfo.InvariantCulture,
            $"{Finding.Median(runs[ours].Select(run => run.PerSecond)) / 1e6:0.00} M/s "
            + $"to {Finding.Median(runs[yardstick].Select(run => run.PerSecond)) / 1e6:0.00}"));
}

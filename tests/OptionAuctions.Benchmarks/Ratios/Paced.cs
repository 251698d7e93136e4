using HdrHistogram;
using OptionAuctions.Benchmarks.Contenders;
using OptionAuctions.Benchmarks.Load;

namespace OptionAuctions.Benchmarks.Ratios;

/// <summary>How late records come to the subscriber at a given rate, and what is allocated meanwhile.</summary>
/// <param name="Codes">Codes of one session.</param>
/// <param name="PerSecond">Records a second.</param>
/// <param name="WriteEvery">What is due leaves so often; <see langword="null"/>: each frame when it is due.</param>
internal sealed record Paced(int Codes, int PerSecond, TimeSpan? WriteEvery = null)
{
    public const int PerFrame = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Contenders in turns, so many rounds of so many seconds.</summary>
    public async Task<Dictionary<string, List<Run>>> MeasureAsync(Bench bench, int rounds, int seconds, params string[] names)
    {
        var contenders = new List<(string Name, Endpoint Venue, IContender Contender)>();
        foreach (var name in names)
        {
            var venue = await bench.Venue.OpenAsync(Codes);
            contenders.Add((name, venue, await Connecting.ToAsync(name, venue)));
        }

        foreach (var (_, venue, contender) in contenders) await WarmUpAsync(bench, venue, contender);
        var runs = names.ToDictionary(name => name, _ => new List<Run>());
        for (var round = 0; round < rounds; round++)
            foreach (var (name, venue, contender) in contenders) runs[name].Add(await RunAsync(bench.Venue, venue, contender, seconds));

        foreach (var (name, venue, contender) in contenders)
        {
            await Connecting.CheckAsync(name, bench.Venue, venue, contender);
            await contender.DisposeAsync();
        }

        return runs;
    }

    /// <summary>At full speed, until its code is compiled as it stays, and then at the rate of the run.</summary>
    private async Task WarmUpAsync(Bench bench, Endpoint venue, IContender contender)
    {
        const long Records = 1_000_000;
        for (var i = 0; i < 5; i++)
        {
            var all = contender.Tally.ExpectAsync(Records);
            await bench.Venue.LoadAsync(venue, PerFrame, Records);
            await all.WaitAsync(Patience);
        }

        if (!bench.Quick) await RunAsync(bench.Venue, venue, contender, seconds: 1);
    }

    private async Task<Run> RunAsync(VenueProcess process, Endpoint venue, IContender contender, int seconds)
    {
        var records = (long)PerSecond * seconds;
        var all = contender.Tally.ExpectAsync(records);
        var latency = contender.Tally.TakeLatency();
        var (allocated, collections, paused) = (GC.GetTotalAllocatedBytes(precise: true), GC.CollectionCount(0), GC.GetTotalPauseDuration());
        var cpu = Environment.CpuUsage.TotalTime;
        var sent = await process.LoadAsync(venue, PerFrame, records, PerSecond, WriteEvery);
        await all.WaitAsync(Patience);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        return new Run(
            latency, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)sent.Records,
            GC.CollectionCount(0) - collections, GC.GetTotalPauseDuration() - paused, cpu.TotalNanoseconds / sent.Records);
    }

    /// <summary>One run of one contender.</summary>
    /// <param name="Latency">From receive to the subscriber, nanoseconds.</param>
    /// <param name="Bytes">Allocated by the whole process, a record.</param>
    /// <param name="Collections">Of generation 0.</param>
    /// <param name="Paused">By collections.</param>
    /// <param name="Nanoseconds">Processor time of the whole process, a record.</param>
    internal sealed record Run(LongHistogram Latency, double Bytes, int Collections, TimeSpan Paused, double Nanoseconds)
    {
        /// <summary>So many percent of what the subscriber heard was not later, microseconds.</summary>
        public double At(double percent) => Latency.GetValueAtPercentile(percent) / 1000.0;
    }
}

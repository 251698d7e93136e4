using System.Diagnostics;
using System.Globalization;
using OptionAuctions.Benchmarks.Contenders;
using OptionAuctions.Benchmarks.Load;

namespace OptionAuctions.Benchmarks.Ratios;

/// <summary>Records a second from the socket to the subscriber, as fast as they are taken; and what is allocated on the way.</summary>
/// <param name="Codes">Codes, all of them on one socket.</param>
/// <param name="PerFrame">Records of a message.</param>
internal sealed record Throughput(int Codes, int PerFrame)
{
    private const int WarmUps = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Contenders in turns, each round all of them; each has to have seen each code's running number at the end.</summary>
    public async Task<Dictionary<string, List<Run>>> MeasureAsync(Bench bench, params string[] names)
    {
        var contenders = new List<(string Name, Endpoint Venue, IContender Contender)>();
        foreach (var name in names)
        {
            var venue = await bench.Venue.OpenAsync(Codes, sessions: 1);
            contenders.Add((name, venue, await Connecting.ToAsync(name, venue)));
        }

        var runs = names.ToDictionary(name => name, _ => new List<Run>());
        var records = (bench.Quick ? 400_000 : 1_000_000) / (PerFrame == 1 ? 2 : 1);
        for (var round = -WarmUps; round < bench.Rounds; round++)
        {
            foreach (var (name, venue, contender) in contenders)
            {
                var run = await RunAsync(bench.Venue, venue, contender, records / venue.Sessions);
                if (round >= 0) runs[name].Add(run);
            }
        }

        foreach (var (name, venue, contender) in contenders)
        {
            await Connecting.CheckAsync(name, bench.Venue, venue, contender);
            await contender.DisposeAsync();
        }

        return runs;
    }

    private async Task<Run> RunAsync(VenueProcess process, Endpoint venue, IContender contender, long perSession)
    {
        var wholeFrames = (perSession + PerFrame - 1) / PerFrame * PerFrame;
        var all = contender.Tally.ExpectAsync(wholeFrames * venue.Sessions);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var sent = await process.LoadAsync(venue, PerFrame, wholeFrames);
        var done = await all.WaitAsync(Patience);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        var took = Stopwatch.GetElapsedTime(sent.Began, done);
        return new Run(sent.Records / took.TotalSeconds, allocated / (double)sent.Records, cpu.TotalNanoseconds / sent.Records);
    }

    /// <summary>One run of one contender.</summary>
    /// <param name="PerSecond">Records a second.</param>
    /// <param name="Bytes">Allocated by the whole process, a record.</param>
    /// <param name="Nanoseconds">Processor time of the whole process, a record.</param>
    internal readonly record struct Run(double PerSecond, double Bytes, double Nanoseconds)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PerSecond / 1e6:0.00} M/s");
    }
}

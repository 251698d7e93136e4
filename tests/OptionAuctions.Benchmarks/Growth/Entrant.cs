using System.Diagnostics;
using OptionAuctions.Benchmarks.Contenders;
using OptionAuctions.Benchmarks.Load;
using OptionAuctions.Benchmarks.Ratios;

namespace OptionAuctions.Benchmarks.Growth;

/// <summary>A contender under one load, with a venue of its own.</summary>
internal sealed class Entrant
{
    private const int FirstRecords = 40_000, WarmUps = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Bench _bench;
    private readonly GrowthLoad _load;
    private readonly Endpoint _venue;
    private readonly IContender _contender;
    private long _framesOfASession;

    private Entrant(Bench bench, string name, GrowthLoad load, Endpoint venue, IContender contender)
    {
        (_bench, Name, _load, _venue, _contender) = (bench, name, load, venue, contender);
        Plan(FirstRecords);
    }

    public string Name { get; }

    /// <summary>Connected, warm, and with as many records to a run as take it some tenths of a second.</summary>
    public static async Task<Entrant> StartAsync(Bench bench, string name, GrowthLoad load)
    {
        var venue = await bench.Venue.OpenAsync(load.Codes, load.Sessions);
        IContender contender = name == Connecting.Loop
            ? await LoopContender.ConnectAsync(venue, load.Subscribers)
            : await FeedContender.ConnectAsync(venue, subscribers: load.Subscribers);
        var entrant = new Entrant(bench, name, load, venue, contender);
        for (var i = 0; i < WarmUps; i++) entrant.Plan((await entrant.RunAsync()).PerSecond * (bench.Quick ? 0.08 : 0.25));
        return entrant;
    }

    public async Task<Cost> RunAsync()
    {
        var records = _framesOfASession * _load.PerFrame;
        var all = _contender.Tallies.Select(tally => tally.ExpectAsync(records * _venue.Sessions)).ToArray();
        var before = Environment.CpuUsage.TotalTime;
        var sent = await _bench.Venue.LoadAsync(_venue, _load.PerFrame, records);
        var done = (await Task.WhenAll(all).WaitAsync(Patience)).Max();
        var spent = Environment.CpuUsage.TotalTime - before;
        return new Cost(spent.TotalNanoseconds / sent.Records, sent.Records / Stopwatch.GetElapsedTime(sent.Began, done).TotalSeconds);
    }

    /// <summary>Ends it; throws when a subscriber has not seen what was sent.</summary>
    public async Task EndAsync()
    {
        await Connecting.CheckAsync(Name, _bench.Venue, _venue, _contender);
        await _contender.DisposeAsync();
    }

    private void Plan(double records) => _framesOfASession = Math.Max(1, (long)(records / _venue.Sessions / _load.PerFrame));
}

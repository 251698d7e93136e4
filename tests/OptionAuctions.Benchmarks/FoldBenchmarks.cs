using BenchmarkDotNet.Attributes;
using OptionAuctions.Codes;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Benchmarks;

/// <summary>What one record costs between the router and a subscriber's snapshot: in the fold alone, and through the inbox in batches.</summary>
[MemoryDiagnoser]
public class FoldBenchmarks
{
    private const int Records = 1_000;
    private static readonly Instrument Code = new("B11612083");
    private static readonly DateTimeOffset Opening = new(2026, 11, 23, 8, 40, 0, MarketTime.Offset);

    private readonly AuctionEvent[] _events = new AuctionEvent[Records];
    private readonly FoldRules _rules = new(new FeedOptions(), ReferenceData.BuiltIn);
    private readonly FeedMeter _meter = new(TimeProvider.System);

    /// <summary>Records that come together, 1 when the line is quiet.</summary>
    [Params(1, 20)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var dice = new Random(7);
        for (var i = 0; i < Records; i++)
        {
            var at = Opening.AddMilliseconds(i / Batch * 400); // a quarter of an hour at most, so that a call runs
            var price = 1_000 + (dice.Next(-5, 6) * 20);
            var change = price - 1_100;
            _events[i] = AuctionEvent.Of(
                new ExpectedExecution(
                    Code, TimeOnly.FromTimeSpan(at.TimeOfDay), Won.Of(price), Won.Of(change),
                    new ChangeSign(change < 0 ? ChangeDirection.Down : ChangeDirection.Flat), Percent.Of(100m * change / 1_100), new PhaseCode("311")), at);
        }
    }

    /// <summary>Into the auction: check, session, path, windows, ring.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Records)]
    public void Fold()
    {
        var fold = new AuctionFold(Code, null, _rules, _meter); // anew: the same records once more would be of the past, and cost less
        foreach (ref readonly var happened in _events.AsSpan()) fold.Apply(happened);
    }

    /// <summary>The same, queued and taken in batches, with the snapshot that followers see.</summary>
    [Benchmark(OperationsPerInvoke = Records)]
    public long Cell()
    {
        var inbox = new AuctionInbox(Code, 1024, new BatchBackpressure(64), _rules, _meter);
        for (var i = 0; i < Records; i += Batch)
        {
            for (var j = i; j < i + Batch; j++) inbox.Offer(_events[j]);
            inbox.Drain();
        }

        return inbox.State.Revision;
    }
}

using System.Globalization;
using Akka.Actor;
using OptionAuctions.Benchmarks.Ratios;
using OptionAuctions.Codes;
using OptionAuctions.Dispatch;
using OptionAuctions.Market;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Benchmarks;

/// <summary>Bytes of heap that an idle code takes: its actor, its cell, its auction so far and its ring of revisions.</summary>
internal static class HeapOfCodes
{
    private const int Codes = 10_000;

    public static async Task<int> PrintAsync(TextWriter output)
    {
        var each = await MeasureAsync();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Codes:N0} codes: {each:0.00} KB a code; must {Goals.P10.Must} KB, aim {Goals.P10.Aim} KB"));
        return Goals.P10.Judge(each) == Verdict.Missed ? 1 : 0;
    }

    /// <returns>KB a code, with a ring of as many revisions as the options have by default.</returns>
    public static async Task<double> MeasureAsync()
    {
        using var system = ActorSystem.Create("heap", "akka.loglevel = OFF");
        var options = new FeedOptions();
        var (rules, meter) = (new FoldRules(options, ReferenceData.BuiltIn), new FeedMeter(TimeProvider.System));
        CodeMailbox.Prepare(system);
        await SpawnAsync(system, rules, meter, 0, 100); // what the first ones bring along

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var cells = await SpawnAsync(system, rules, meter, 100, Codes);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Codes / 1024;
        GC.KeepAlive(cells);

        await system.Terminate();
        meter.Dispose();
        return each;
    }

    private static async Task<List<AuctionCell>> SpawnAsync(ActorSystem system, FoldRules rules, FeedMeter meter, int first, int count)
    {
        var at = new DateTimeOffset(2026, 11, 23, 8, 45, 0, MarketTime.Offset);
        var (cells, credit) = (new List<AuctionCell>(count), new WakeCredit(64));
        for (var i = first; i < first + count; i++)
        {
            var code = new OptionCode(string.Create(CultureInfo.InvariantCulture, $"B{i:00000000}"));
            var cell = new AuctionCell(code, 1024, credit, rules, meter);
            var actor = system.ActorOf(FeedDispatcher.On(system, OptionCodeActor.Props(cell, new Followers(meter), meter)).WithMailbox(CodeMailbox.Id), code.ToString());
            cell.Offer(AuctionEvent.Passed(at));
            cell.Offer(AuctionEvent.Of(new ExpectedExecution(code, new TimeOnly(8, 45), Won.Of(1060), Won.Of(-120), default, Percent.Of(-10.17m), new PhaseCode("311")), at));
            actor.Tell(CodeProtocol.Wake.Instance);
            await actor.Ask<CodeProtocol.Settle>(CodeProtocol.Settle.Instance, TimeSpan.FromSeconds(10)); // it has folded
            cells.Add(cell);
        }

        return cells;
    }
}

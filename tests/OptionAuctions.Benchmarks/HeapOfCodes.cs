using System.Globalization;
using Akka.Actor;
using OptionAuctions.Benchmarks.Ratios;
using OptionAuctions.Codes;
using OptionAuctions.Dispatch;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Benchmarks;

/// <summary>Bytes of heap that an idle code takes: its actor, its inbox, its auction so far and its ring of revisions.</summary>
internal static class HeapOfCodes
{
    private const int Codes = 10_000;

    public static async Task<int> PrintAsync(TextWriter output)
    {
        var each = await MeasureAsync();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{Codes:N0} codes: {each:0.00} KB a code; must {Goals.P10.Must} KB, aim {Goals.P10.Aim} KB"));
        return Goals.P10.Judge(each) == Verdict.Missed ? 1 : 0;
    }

    /// <returns>KB a code, with a ring of as many revisions as the options have by default.</returns>
    public static async Task<double> MeasureAsync()
    {
        using var system = ActorSystem.Create("heap", "akka.loglevel = OFF");
        var options = new FeedOptions();
        var (rules, meter) = (new FoldRules(options, ReferenceData.BuiltIn), new FeedMeter(TimeProvider.System));
        AuctionMailbox.Prepare(system);
        await SpawnAsync(system, rules, meter, 0, 100); // what the first ones bring along

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var inboxes = await SpawnAsync(system, rules, meter, 100, Codes);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Codes / 1024;
        GC.KeepAlive(inboxes);

        await system.Terminate();
        meter.Dispose();
        return each;
    }

    private static async Task<List<AuctionInbox>> SpawnAsync(ActorSystem system, FoldRules rules, FeedMeter meter, int first, int count)
    {
        var at = new DateTimeOffset(2026, 11, 23, 8, 45, 0, MarketTime.Offset);
        var (inboxes, credit) = (new List<AuctionInbox>(count), new BatchBackpressure(64));
        for (var i = first; i < first + count; i++)
        {
            var code = new Instrument(string.Create(CultureInfo.InvariantCulture, $"B{i:00000000}"));
            var inbox = new AuctionInbox(code, 1024, credit, rules, meter);
            var props = FeedDispatcher.On(system, AuctionActor.Props(inbox, new CodeSubscriptions(meter))).WithMailbox(AuctionMailbox.Id);
            var actor = system.ActorOf(props, code.ToString());
            inbox.Offer(AuctionEvent.ClockTick(at));
            var record = new ExpectedExecution(
                code, new TimeOnly(8, 45), Won.Of(1060), Won.Of(-120), default, Percent.Of(-10.17m), new PhaseCode("311"));
            inbox.Offer(AuctionEvent.Of(record, at));
            actor.Tell(WakeSignal.Instance);
            await actor.Ask<AuctionActorProtocol.Settle>(AuctionActorProtocol.Settle.Instance, TimeSpan.FromSeconds(10)); // it has folded
            inboxes.Add(inbox);
        }

        return inboxes;
    }
}

using Akka.Actor;
using OptionAuctions.Auctions;
using OptionAuctions.Codes;
using OptionAuctions.Routing;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Tests.Codes;

/// <summary>What a record allocates from the router to the delivery: nothing.</summary>
public sealed class AllocationSpecs : IDisposable
{
    private const int Codes = 50, RecordsOfACode = 4;

    private readonly FeedMeter _meter = Some.Meter();
    private readonly RouteTable _routes;

    public AllocationSpecs() => _routes = new RouteTable(_meter, takesTrades: false);

    public void Dispose() => _meter.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_record_that_is_routed_folded_and_delivered_allocates_nothing(bool each)
    {
        Outbox outbox = each
            ? new EveryOutbox(Nobody.Instance, 10_000, _meter, TimeProvider.System)
            : new LatestOutbox(Nobody.Instance, _meter, TimeProvider.System);
        var codes = Enumerable.Range(0, Codes).Select(i => new Instrument(FormattableString.Invariant($"D{i:00000000}"))).ToArray();
        foreach (var code in codes) Follow(code, outbox);
        ExpectedExecution[] records = [.. Enumerable.Range(0, Codes * RecordsOfACode).Select(i => Some.Record(1000 + (i % 7 * 10), codes[i % Codes]))];
        for (var i = 0; i < 100; i++) Round();

        Assert.Contains(Enumerable.Range(0, 20), _ => AllocatedBy(Round) == 0); // not each time: another spec may listen to all meters meanwhile
        Assert.True(_meter.Read().Applied > 100 * Codes * RecordsOfACode);

        void Round()
        {
            var batch = RecordBatch.Rent(1, Some.Morning);
            for (var i = 0; i < records.Length; i++) batch.Add(records[i], new RecordPlace(1, i, 7));
            _routes.Offer(batch, static () => { });
            batch.Dispose();
            Assert.True(outbox.Collect().Count >= Codes);
        }
    }

    private static long AllocatedBy(Action round)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) round();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Follows a code whose actor folds when it is woken, on the thread that wakes it.</summary>
    private void Follow(Instrument code, Outbox outbox)
    {
        var inbox = new AuctionInbox(code, 1024, _routes.Backpressure, Some.Rules(), _meter);
        var subscriptions = new CodeSubscriptions(_meter);
        subscriptions.Add(new SubscriptionCursor(inbox, outbox));
        _routes.Add(code, new Route(inbox, new CallbackActorRef(_ =>
        {
            inbox.Drain(subscriptions);
            subscriptions.OnChanged();
        }), IdleWatch: null));
    }
}

using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Dispatch;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Routing;

/// <summary>The table of followed codes. Distributes a batch to them: first each record to the queue of its code, then one wake for each code.</summary>
/// <param name="meter">Counts the records of codes that are not followed.</param>
/// <param name="takesTrades">False when no trades are needed.</param>
internal sealed class RouteTable(FeedMeter meter, bool takesTrades)
{
    private const int CodesBehind = 64; // codes that may not have taken their records yet when the next batch comes
    private const int LookupsAtOnce = 32, PrefetchDistance = 8; // enough to keep memory busy, few enough for the nearest cache

    private readonly Dictionary<Instrument, Entry> _entries = [];
    private readonly Entry[] _found = new Entry[LookupsAtOnce];
    private readonly List<Route> _toWake = [];

    /// <summary>The backpressure that the inboxes of all codes share.</summary>
    public BatchBackpressure Backpressure { get; } = new(CodesBehind);

    public int Count => _entries.Count;

    public IReadOnlyCollection<Instrument> Codes => _entries.Keys;

    public IEnumerable<Route> All => _entries.Values.Select(entry => entry.Route);

    public bool TryGet(Instrument code, [NotNullWhen(true)] out Route? route)
    {
        route = _entries.GetValueOrDefault(code).Route;
        return route is not null;
    }

    public void Add(Instrument code, Route route) => _entries.Add(code, new Entry(route));

    public bool Remove(Instrument code, [NotNullWhen(true)] out Route? route)
    {
        _entries.Remove(code, out var entry);
        route = entry.Route;
        return route is not null;
    }

    /// <summary>Queues one event of one code, and wakes its actor.</summary>
    public void Offer(Route route, in AuctionEvent auctionEvent)
    {
        if (!route.Inbox.Offer(auctionEvent)) return;
        Backpressure.AddWoken(1);
        route.Actor.Tell(WakeSignal.Instance);
    }

    /// <summary>Queues one event of one code. Its actor is woken with those of the next batch.</summary>
    public void OfferWithNextBatch(Route route, in AuctionEvent auctionEvent) => Queue(new Entry(route), auctionEvent);

    /// <summary>Distributes a batch of the stream. It is acknowledged as <see cref="BatchBackpressure"/> describes.</summary>
    public void Offer(RecordBatch batch, Action acknowledge)
    {
        int unrequested = 0, trades = 0, details = 0;
        var (at, timestamp, epoch) = (AuctionPath.Ticks(batch.ReceivedAt), batch.Timestamp, batch.Epoch);
        for (var i = 0; i <= batch.Records.Length; i++)
        {
            if (i % LookupsAtOnce == 0) LookUp(batch.Records[i..Math.Min(i + LookupsAtOnce, batch.Records.Length)]);
            for (; trades < batch.Trades.Length && batch.Trades[trades].AfterRecords == i; trades++) // each at its position among the records
                if (!Offer(batch.Trades[trades].Trade, batch.ReceivedAt)) unrequested++;
            var detail = details < batch.Details.Length ? TakeDetail(batch, i, ref details, ref unrequested) : null;
            if (i == batch.Records.Length) break;
            ref readonly var found = ref _found[i % LookupsAtOnce];
            if (found.Inbox is null) unrequested++;
            else if (detail is null ? found.Inbox.Offer(batch.Records[i], at, timestamp, epoch, batch.Places[i])
                : found.Inbox.Offer(batch.Records[i], at, timestamp, epoch, batch.Places[i], detail)) _toWake.Add(found.Route);
        }

        if (unrequested > 0) meter.RecordsUnrequested(unrequested);
        Wake(acknowledge);
    }

    /// <summary>Queues the order books before a record, and takes the detail of that record.</summary>
    private RecordDetail? TakeDetail(RecordBatch batch, int record, ref int next, ref int unrequested)
    {
        for (; next < batch.Details.Length && batch.Details[next].AfterRecords == record; next++)
        {
            ref readonly var mark = ref batch.Details[next];
            if (!mark.Instrument.IsNone)
            {
                if (!QueueBook(_entries.GetValueOrDefault(mark.Instrument), batch.ReceivedAt, mark.Detail)) unrequested++;
                continue;
            }

            next++;
            return mark.Detail;
        }

        return null;
    }

    private bool Offer(in Trade trade, DateTimeOffset receivedAt) =>
        takesTrades && Queue(_entries.GetValueOrDefault(trade.Code), AuctionEvent.Of(trade, receivedAt));

    /// <summary>Looks up the codes of some records and prefetches their queues, before the first of the records is queued.</summary>
    private void LookUp(ReadOnlySpan<ExpectedExecution> records)
    {
        for (var i = 0; i < records.Length; i++)
        {
            ref var found = ref _found[i];
            found = _entries.GetValueOrDefault(records[i].Code);
            found.Inbox?.PrefetchQueue();
        }
    }

    /// <returns>False when the code is not followed.</returns>
    private bool Queue(in Entry entry, in AuctionEvent auctionEvent)
    {
        if (entry.Inbox is null) return false;
        if (entry.Inbox.Offer(auctionEvent)) _toWake.Add(entry.Route);
        return true;
    }

    /// <returns>False when the code is not followed.</returns>
    private bool QueueBook(in Entry entry, DateTimeOffset receivedAt, RecordDetail book)
    {
        if (entry.Inbox is null) return false;
        if (entry.Inbox.OfferBook(receivedAt, book)) _toWake.Add(entry.Route);
        return true;
    }

    /// <summary>Wakes each code once all of the batch is queued. The codes run on this thread, where the data just written is still in the cache.</summary>
    private void Wake(Action acknowledge)
    {
        Backpressure.AddWoken(_toWake.Count);
        using (RunQueueExecutor.RunInline())
        {
            for (var i = -PrefetchDistance; i < _toWake.Count; i++)
            {
                if (i + PrefetchDistance < _toWake.Count) _toWake[i + PrefetchDistance].Prefetch();
                if (i >= 0) _toWake[i].Actor.Tell(WakeSignal.Instance, ActorRefs.NoSender);
            }
        }

        _toWake.Clear();
        Backpressure.AcknowledgeWhenTaken(acknowledge);
    }

    /// <summary>A route, and its queue, which is found so without a look at the route; default when the code is not followed.</summary>
    private readonly struct Entry(Route route)
    {
        public AuctionInbox? Inbox { get; } = route.Inbox;

        public Route Route { get; } = route;
    }
}

using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Dispatch;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Routing;

/// <summary>Where the records of one code go.</summary>
/// <param name="Cell">Its queue and its auction so far.</param>
/// <param name="Actor">Its actor.</param>
/// <param name="Interest">Who wants it, where it is let go when nobody does.</param>
internal sealed record Route(AuctionCell Cell, IActorRef Actor, Interest? Interest)
{
    private readonly ActorAhead _ahead = new(Actor);

    /// <summary>Its actor is woken in a moment.</summary>
    public void Fetch()
    {
        _ahead.Fetch();
        Cell.FetchAuction();
    }
}

/// <summary>The codes that are followed, and the way of a batch to them: first each record to its code's queue, then one wake a code.</summary>
/// <param name="meter">Counts records that nobody asked for.</param>
/// <param name="takesTrades">False when trades are nobody's.</param>
internal sealed class RouteTable(FeedMeter meter, bool takesTrades)
{
    private const int CodesBehind = 64; // as many may not have taken their records yet when the next batch comes
    private const int FoundAtOnce = 32, WokenAhead = 8; // enough to keep memory busy, few enough for the nearest cache

    private readonly Dictionary<OptionCode, Route> _routes = [];
    private readonly Route?[] _found = new Route?[FoundAtOnce];
    private readonly List<Route> _toWake = [];

    /// <summary>What the codes' cells go by.</summary>
    public WakeCredit Credit { get; } = new(CodesBehind);

    public int Count => _routes.Count;

    public IReadOnlyCollection<OptionCode> Codes => _routes.Keys;

    public IReadOnlyCollection<Route> All => _routes.Values;

    public bool TryGet(OptionCode code, [NotNullWhen(true)] out Route? route) => _routes.TryGetValue(code, out route);

    public void Add(OptionCode code, Route route) => _routes.Add(code, route);

    public bool Remove(OptionCode code, [NotNullWhen(true)] out Route? route) => _routes.Remove(code, out route);

    /// <summary>One thing that happened to one code.</summary>
    public void Offer(Route route, in AuctionEvent happened)
    {
        if (!route.Cell.Offer(happened)) return;
        Credit.Woke(1);
        route.Actor.Tell(CodeProtocol.Wake.Instance);
    }

    /// <summary>A batch of a stream, which is acknowledged as <see cref="WakeCredit"/> has it.</summary>
    public void Offer(RecordBatch batch, IActorRef stream)
    {
        int unrequested = 0, trades = 0;
        for (var i = 0; i <= batch.Records.Length; i++)
        {
            if (i % FoundAtOnce == 0) Find(batch.Records[i..Math.Min(i + FoundAtOnce, batch.Records.Length)]);
            for (; trades < batch.Trades.Length && batch.Trades[trades].AfterRecords == i; trades++) // each in its place
                if (!Offer(batch.Trades[trades].Trade, batch.ReceivedAt)) unrequested++;
            if (i < batch.Records.Length && !Queue(_found[i % FoundAtOnce], AuctionEvent.Of(batch.Records[i], batch.ReceivedAt))) unrequested++;
        }

        if (unrequested > 0) meter.RecordsUnrequested(unrequested);
        Wake(stream);
    }

    private bool Offer(in Trade trade, DateTimeOffset receivedAt) =>
        takesTrades && Queue(_routes.GetValueOrDefault(trade.Code), AuctionEvent.Of(trade, receivedAt));

    /// <summary>Looks up the codes of some records, before the first of them is touched.</summary>
    private void Find(ReadOnlySpan<ExpectedExecution> records)
    {
        for (var i = 0; i < records.Length; i++)
        {
            _found[i] = _routes.GetValueOrDefault(records[i].Code);
            _found[i]?.Cell.FetchQueue();
        }
    }

    /// <returns>False when nobody asked for the code.</returns>
    private bool Queue(Route? route, in AuctionEvent happened)
    {
        if (route is null) return false;
        if (route.Cell.Offer(happened)) _toWake.Add(route);
        return true;
    }

    /// <summary>Each code has all of the batch now, and runs here: what was just written is still at hand.</summary>
    private void Wake(IActorRef stream)
    {
        Credit.Woke(_toWake.Count);
        using (LaneExecutor.RunAtOnce())
        {
            for (var i = -WokenAhead; i < _toWake.Count; i++)
            {
                if (i + WokenAhead < _toWake.Count) _toWake[i + WokenAhead].Fetch();
                if (i >= 0) _toWake[i].Actor.Tell(CodeProtocol.Wake.Instance, ActorRefs.NoSender);
            }
        }

        _toWake.Clear();
        Credit.Owe(stream);
    }
}

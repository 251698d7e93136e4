using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Streams;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;
using static OptionAuctions.Routing.RoutingProtocol;
using static OptionAuctions.Subscribers.SubscriptionProtocol;

namespace OptionAuctions.Routing;

/// <summary>Knows which actor holds which code: spawns one for every code asked for, and hands each record to its own.</summary>
/// <remarks>A code that the wire names and nobody asked for gets no actor; its records are counted.</remarks>
public sealed class CodeRouterActor : ReceiveActor
{
    private readonly FeedOptions _options;
    private readonly FeedMeter _meter;
    private readonly TimeProvider _time;
    private readonly Dictionary<OptionCode, Route> _routes = [];
    private readonly Dictionary<IActorRef, IActorRef> _subscriptions = [];
    private readonly HashSet<IActorRef> _ofAllCodes = [];
    private readonly HashSet<IActorRef> _ending = [];
    private readonly Queue<Action> _settling = [];
    private readonly HashSet<IActorRef> _unsettled = [];
    private long _named;
    private IActorRef? _feed;

    /// <summary>A router that follows the codes of <paramref name="options"/> from the start.</summary>
    public CodeRouterActor(FeedOptions options, FeedMeter meter, TimeProvider time)
    {
        (_options, _meter, _time) = (options, meter, time);

        Receive<RecordBatch>(OnBatch);
        Receive<StreamOpened>(_ => Sender.Tell(BatchRouted.Instance));
        Receive<StreamCompleted>(_ => Settle());
        Receive<StreamFailed>(msg => _feed.Tell(msg));
        Receive<CodeProtocol.Settle>(_ => OnSettled(Sender));

        Receive<FeedAttached>(msg =>
        {
            _feed = msg.Feed;
            _feed.Tell(new FeedProtocol.Want([.. _routes.Keys]));
        });
        Receive<FeedInterrupted>(msg =>
        {
            foreach (var code in msg.Codes)
                if (_routes.TryGetValue(code, out var route)) route.Offer(AuctionEvent.Interrupted(msg.At, GapReason.ConnectionLost));
        });
        Receive<FeedProtocol.Registration>(OnRegistration);

        Receive<Subscribe>(OnSubscribe);
        Receive<Unsubscribe>(msg => End(msg.Subscriber));
        Receive<Terminated>(msg => Forget(msg.ActorRef));

        Follow(options.Codes.Select(code => new OptionCode(code)));
    }

    /// <summary>How a router is made.</summary>
    public static Props Props(FeedOptions options, FeedMeter meter, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new CodeRouterActor(options, meter, time));

    private void OnBatch(RecordBatch batch)
    {
        using (batch)
        {
            if (batch.Shed is { } shed) Shed(shed);
            var unrequested = batch.Trades.Length; // nobody takes trades yet
            foreach (ref readonly var record in batch.Records)
            {
                if (_routes.TryGetValue(record.Code, out var route)) route.Offer(AuctionEvent.Of(record, batch.ReceivedAt));
                else unrequested++;
            }

            if (unrequested > 0) _meter.RecordsUnrequested(unrequested);
        }

        Sender.Tell(BatchRouted.Instance);
    }

    private void Shed(ShedGap shed)
    {
        foreach (var code in shed.Codes)
        {
            if (!_routes.TryGetValue(code, out var route)) continue;
            route.Offer(AuctionEvent.Interrupted(shed.From, GapReason.Shed));
            route.Offer(AuctionEvent.Resumed(shed.To));
        }

        Context.System.EventStream.Publish(new FeedShed(MarketTime.Now(_time), shed.From, shed.To, shed.Codes.Count));
    }

    private void OnRegistration(FeedProtocol.Registration msg)
    {
        if (msg.Topic.Kind != RecordKind.ExpectedExecution || !_routes.TryGetValue(msg.Topic.Code, out var route)) return;
        if (msg.Status == RegistrationStatus.Active) route.Offer(AuctionEvent.Resumed(msg.At));
        route.Offer(AuctionEvent.Registered(msg.At, msg.Status));
    }

    private void OnSubscribe(Subscribe msg)
    {
        End(msg.Subscriber); // a subscriber that asks again, as one does after a restart, begins anew
        var refused = msg.Codes is { } codes ? Follow(codes) : [];
        foreach (var code in refused) msg.Subscriber.Tell(new SubscriptionRefused(code, _options.CodesFollowed));

        var subscription = Context.Watch(Context.ActorOf(SubscriptionActor.Props(msg.Subscriber, _meter), $"subscription-{++_named}"));
        _subscriptions[msg.Subscriber] = subscription;
        if (msg.Codes is null) _ofAllCodes.Add(subscription);
        foreach (var code in msg.Codes ?? _routes.Keys.ToArray())
            if (_routes.TryGetValue(code, out var route)) subscription.Tell(route.Cover());
    }

    /// <summary>Spawns an actor for each code that has none and has the feed register it.</summary>
    /// <returns>Codes beyond the bound, which are not followed.</returns>
    private List<OptionCode> Follow(IEnumerable<OptionCode> codes)
    {
        var fresh = codes.Distinct().Where(code => !code.IsNone && !_routes.ContainsKey(code)).ToList();
        var room = Math.Max(0, _options.CodesFollowed - _routes.Count);
        foreach (var code in fresh.Take(room))
        {
            var cell = new AuctionCell(code, _options.RecordsQueuedPerCode, _meter);
            var route = new Route(cell, Context.ActorOf(OptionCodeActor.Props(cell, new Followers(_meter), _meter), code.ToString()));
            _routes.Add(code, route);
            foreach (var subscription in _ofAllCodes) subscription.Tell(route.Cover());
        }

        if (fresh.Count > 0) _feed?.Tell(new FeedProtocol.Want([.. fresh.Take(room)]));
        return fresh.Skip(room).ToList();
    }

    private void End(IActorRef subscriber)
    {
        if (!_subscriptions.Remove(subscriber, out var subscription)) return;
        _ending.Add(subscription);
        Context.Stop(subscription);
    }

    private void Forget(IActorRef subscription)
    {
        _ofAllCodes.Remove(subscription);
        _ending.Remove(subscription);
        foreach (var (subscriber, ended) in _subscriptions)
            if (ended.Equals(subscription)) _subscriptions.Remove(subscriber);
        OnSettled(subscription); // one that ended has nothing more to tell
    }

    /// <summary>After the last record: once every code has folded what it was given, and every subscriber was told, the feed hears of it.</summary>
    private void Settle()
    {
        _settling.Enqueue(() => Await(_ending)); // their codes close the books with them
        _settling.Enqueue(() => Await(_routes.Values.Select(route => route.Actor)));
        _settling.Enqueue(() => Await(_subscriptions.Values));
        _settling.Enqueue(() => Await(_ending));
        _settling.Enqueue(() => Await(_routes.Values.Select(route => route.Actor)));
        _settling.Enqueue(() => _feed.Tell(Settled.Instance));
        _settling.Dequeue()();
    }

    private void Await(IEnumerable<IActorRef> actors)
    {
        _unsettled.UnionWith(actors);
        foreach (var actor in _unsettled) actor.Tell(CodeProtocol.Settle.Instance);
        if (_unsettled.Count == 0) _settling.Dequeue()();
    }

    private void OnSettled(IActorRef actor)
    {
        if (_unsettled.Remove(actor) && _unsettled.Count == 0) _settling.Dequeue()();
    }

    /// <summary>Where the records of one code go.</summary>
    private sealed record Route(AuctionCell Cell, IActorRef Actor)
    {
        public void Offer(in AuctionEvent happened)
        {
            if (Cell.Offer(happened)) Actor.Tell(CodeProtocol.Wake.Instance);
        }

        public Cover Cover() => new(Cell, Actor);
    }
}

using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Market;
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
    private const int TradePriority = -1;

    private readonly FeedOptions _options;
    private readonly FeedMeter _meter;
    private readonly TimeProvider _time;
    private readonly ReferenceData _reference;
    private readonly FoldRules _rules;
    private readonly Dictionary<OptionCode, Route> _routes = [];
    private readonly Dictionary<IActorRef, IActorRef> _subscriptions = [];
    private readonly Dictionary<IActorRef, Subscribe> _ofAllCodes = [];
    private readonly HashSet<IActorRef> _ending = [];
    private readonly Queue<Action> _settling = [];
    private readonly HashSet<IActorRef> _unsettled = [];
    private long _named;
    private IActorRef? _feed;

    /// <summary>A router that follows the codes of <paramref name="options"/> from the start.</summary>
    public CodeRouterActor(FeedOptions options, FeedMeter meter, TimeProvider time, ReferenceData reference)
    {
        (_options, _meter, _time, _reference) = (options, meter, time, reference);
        _rules = new FoldRules(options, reference);

        Receive<RecordBatch>(OnBatch);
        Receive<StreamOpened>(_ => Sender.Tell(BatchRouted.Instance));
        Receive<StreamCompleted>(_ => Settle());
        Receive<StreamFailed>(msg => _feed.Tell(msg));
        Receive<CodeProtocol.Settle>(_ => OnSettled(Sender));

        Receive<FeedAttached>(msg =>
        {
            _feed = msg.Feed;
            Want(_routes.Keys);
        });
        Receive<FeedInterrupted>(msg =>
        {
            foreach (var code in msg.Codes)
                if (_routes.TryGetValue(code, out var route)) route.Offer(AuctionEvent.Interrupted(msg.At, GapReason.ConnectionLost));
        });
        Receive<FeedProtocol.Registration>(OnRegistration);
        Receive<TimePassed>(msg =>
        {
            foreach (var route in _routes.Values) route.Offer(AuctionEvent.Passed(msg.At));
        });

        Receive<CodeProtocol.IAboutCode>(msg =>
        {
            if (_routes.TryGetValue(msg.Code, out var route)) route.Actor.Forward(msg);
            else Sender.Tell(new CodeProtocol.CodeNotFollowed(msg.Code));
        });
        Receive<Subscribe>(OnSubscribe);
        Receive<Unsubscribe>(msg => End(msg.Subscriber));
        Receive<Terminated>(msg => Forget(msg.ActorRef));

        Follow(options.Codes.Select(code => new OptionCode(code)));
        Context.ActorOf(SessionClockActor.Props(reference.Calendar, time), "session-clock");
    }

    /// <summary>How a router is made.</summary>
    /// <param name="options">Checked options; see <see cref="FeedOptionsValidation"/>.</param>
    /// <param name="meter">Counts what the feed does.</param>
    /// <param name="time">The clock to live on.</param>
    /// <param name="reference">Calendar, phase codes and series; the shipped ones when none are given.</param>
    public static Props Props(FeedOptions options, FeedMeter meter, TimeProvider time, ReferenceData? reference = null) =>
        Akka.Actor.Props.Create(() => new CodeRouterActor(options, meter, time, reference ?? ReferenceData.BuiltIn));

    private bool WantsTrades => _options.FinalPrice != FinalPriceSource.None;

    private void OnBatch(RecordBatch batch)
    {
        using (batch)
        {
            if (batch.Shed is { } shed) Shed(shed);
            int unrequested = 0, trades = 0;
            for (var i = 0; i <= batch.Records.Length; i++)
            {
                for (; trades < batch.Trades.Length && batch.Trades[trades].AfterRecords == i; trades++) // each in its place
                    if (!Offer(batch.Trades[trades].Trade, batch.ReceivedAt)) unrequested++;
                if (i < batch.Records.Length && !Offer(batch.Records[i].Code, AuctionEvent.Of(batch.Records[i], batch.ReceivedAt))) unrequested++;
            }

            if (unrequested > 0) _meter.RecordsUnrequested(unrequested);
        }

        Sender.Tell(BatchRouted.Instance);
    }

    /// <returns>False when nobody asked for the code.</returns>
    private bool Offer(OptionCode code, in AuctionEvent happened)
    {
        if (!_routes.TryGetValue(code, out var route)) return false;
        route.Offer(happened);
        return true;
    }

    private bool Offer(in Trade trade, DateTimeOffset receivedAt) => WantsTrades && Offer(trade.Code, AuctionEvent.Of(trade, receivedAt));

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

        var subscription = Context.Watch(Context.ActorOf(SubscriptionActor.Props(msg, _options.AckTimeout, _meter, _time), $"subscription-{++_named}"));
        _subscriptions[msg.Subscriber] = subscription;
        if (msg.Codes is null) _ofAllCodes.Add(subscription, msg);
        foreach (var code in msg.Codes ?? _routes.Keys.ToArray()) Cover(subscription, msg, code);
    }

    /// <summary>Has a subscription hear of a code, if that is one of those it asked for.</summary>
    private void Cover(IActorRef subscription, Subscribe asked, OptionCode code)
    {
        if (!_routes.TryGetValue(code, out var route)) return;
        try
        {
            if (asked.Where?.Invoke(code, _reference.Instruments.Find(code)) != false) subscription.Tell(route.Cover());
        }
        catch (Exception cause) // somebody else's code: it costs them this code, and nobody else anything
        {
            asked.Subscriber.Tell(new SubscriptionRefused(code, _routes.Count) { Reason = $"the condition failed: {cause.Message}" });
        }
    }

    /// <summary>Spawns an actor for each code that has none and has the feed register it.</summary>
    /// <returns>Codes beyond the bound, which are not followed.</returns>
    private List<OptionCode> Follow(IEnumerable<OptionCode> codes)
    {
        var fresh = codes.Distinct().Where(code => !code.IsNone && !_routes.ContainsKey(code)).ToList();
        var room = Math.Max(0, _options.CodesFollowed - _routes.Count);
        foreach (var code in fresh.Take(room))
        {
            var cell = new AuctionCell(code, _options.RecordsQueuedPerCode, _rules, _meter, _reference.LastTradingDay(code));
            var route = new Route(cell, Context.ActorOf(CodeMailbox.On(Context.System, OptionCodeActor.Props(cell, new Followers(_meter), _meter)), code.ToString()));
            _routes.Add(code, route);
            route.Offer(AuctionEvent.Passed(MarketTime.Now(_time)));
            foreach (var (subscription, asked) in _ofAllCodes) Cover(subscription, asked, code);
        }

        if (fresh.Count > 0) Want(fresh.Take(room));
        return fresh.Skip(room).ToList();
    }

    /// <summary>Forecasts first: where slots are scarce, it is trades that go without.</summary>
    private void Want(IEnumerable<OptionCode> codes)
    {
        var wanted = codes.ToArray();
        _feed?.Tell(new FeedProtocol.Want([.. wanted.Select(code => (Topic)code)]));
        if (WantsTrades)
            _feed?.Tell(new FeedProtocol.Want([.. wanted.Select(code => new Topic(code, RecordKind.Trade))], TradePriority));
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

using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Dispatch;
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
    private readonly CodeActors _actors;
    private readonly RouteTable _routes;
    private readonly Dictionary<IActorRef, IActorRef> _subscriptions = [];
    private readonly Dictionary<IActorRef, Subscribe> _ofAllCodes = [];
    private readonly HashSet<IActorRef> _ending = [];
    private readonly Queue<Action> _settling = [];
    private readonly HashSet<IActorRef> _unsettled = [];
    private long _named;
    private IActorRef? _feed;

    /// <summary>A router that follows the codes of <paramref name="options"/> from the start.</summary>
    public CodeRouterActor(FeedOptions options, FeedMeter meter, TimeProvider time, ReferenceData reference, IReadOnlyList<CodeActorFactory> actors)
    {
        (_options, _meter, _time, _reference) = (options, meter, time, reference);
        _routes = new RouteTable(meter, WantsTrades);
        _rules = new FoldRules(options, reference);
        _actors = new CodeActors(options, time, reference.Instruments, actors, meter.Mailboxes, Context.System.EventStream);
        _actors.Prepare(Context.System);
        FeedDispatcher.Prepare(Context.System); // once, and not for each of thousands of codes
        CodeMailbox.Prepare(Context.System);

        Receive<RecordBatch>(OnBatch);
        Receive<StreamOpened>(_ => Sender.Tell(BatchRouted.Instance));
        Receive<StreamCompleted>(_ => Settle());
        Receive<StreamFailed>(msg => _feed.Tell(msg));
        Receive<CodeProtocol.Settle>(_ => OnSettled(Sender));

        Receive<FeedAttached>(msg =>
        {
            _feed = msg.Feed;
            Want(_routes.Codes);
        });
        Receive<FeedInterrupted>(msg =>
        {
            foreach (var code in msg.Codes)
                if (_routes.TryGet(code, out var route)) _routes.Offer(route, AuctionEvent.Interrupted(msg.At, GapReason.ConnectionLost));
        });
        Receive<FeedProtocol.Registrations>(msg =>
        {
            foreach (var registration in msg.All) OnRegistration(registration);
        });
        Receive<TimePassed>(msg =>
        {
            foreach (var route in _routes.All) _routes.Offer(route, AuctionEvent.Passed(msg.At));
        });

        Receive<CodeProtocol.IAboutCode>(msg =>
        {
            if (_routes.TryGet(msg.Code, out var route)) route.Actor.Forward(msg);
            else Sender.Tell(new CodeProtocol.CodeNotFollowed(msg.Code));
        });
        Receive<Subscribe>(OnSubscribe);
        Receive<Unsubscribe>(msg => End(msg.Subscriber));
        Receive<Terminated>(msg =>
        {
            Forget(msg.ActorRef);
            foreach (var route in _routes.All) route.Interest?.Remove(msg.ActorRef);
        });
        Receive<CodeProtocol.StopFollowing>(msg => StopFollowing(msg.Codes));
        Receive<CodeProtocol.Attend>(OnAttend);
        Receive<Tired>(msg =>
        {
            if (IsFollowed(msg.Cell, out var code) && _routes.TryGet(code, out var route) && route.Interest is { IsOver: true }) StopFollowing([code]);
        });

        Follow(options.Codes.Select(code => new OptionCode(code)), forGood: true);
        Context.ActorOf(SessionClockActor.Props(reference.Calendar, time), "session-clock");
    }

    /// <summary>How a router is made.</summary>
    /// <param name="options">Checked options; see <see cref="FeedOptionsValidation"/>.</param>
    /// <param name="meter">Counts what the feed does.</param>
    /// <param name="time">The clock to live on.</param>
    /// <param name="reference">Calendar, phase codes and series; the shipped ones when none are given.</param>
    /// <param name="actors">Hosts' own actors for codes: the first that has one for a code gives it; none when none are given.</param>
    public static Props Props(
        FeedOptions options, FeedMeter meter, TimeProvider time, ReferenceData? reference = null, IReadOnlyList<CodeActorFactory>? actors = null) =>
        Made.By(() => new CodeRouterActor(options, meter, time, reference ?? ReferenceData.BuiltIn, actors ?? Array.Empty<CodeActorFactory>()));

    /// <inheritdoc/>
    protected override void PostStop()
    {
        foreach (var route in _routes.All) route.Interest?.Dispose();
    }

    /// <inheritdoc/>
    protected override bool AroundReceive(Receive receive, object message)
    {
        _meter.Mailboxes.Took(MailboxKind.Router, Context);
        return base.AroundReceive(receive, message);
    }

    private bool WantsTrades => _options.FinalPrice != FinalPriceSource.None;

    private void OnBatch(RecordBatch batch)
    {
        using (batch)
        {
            if (batch.Shed is { } shed) Shed(shed);
            _routes.Offer(batch, Sender);
        }
    }

    private void Shed(ShedGap shed)
    {
        foreach (var code in shed.Codes)
        {
            if (!_routes.TryGet(code, out var route)) continue;
            _routes.Offer(route, AuctionEvent.Interrupted(shed.From, GapReason.Shed));
            _routes.Offer(route, AuctionEvent.Resumed(shed.To));
        }

        Context.System.EventStream.Publish(new FeedShed(MarketTime.Now(_time), shed.From, shed.To, shed.Codes.Count));
    }

    private void OnRegistration(FeedProtocol.Registration msg)
    {
        if (msg.Topic.Kind != RecordKind.ExpectedExecution || !_routes.TryGet(msg.Topic.Code, out var route)) return;
        if (msg.Status == RegistrationStatus.Active) _routes.Offer(route, AuctionEvent.Resumed(msg.At));
        _routes.Offer(route, AuctionEvent.Registered(msg.At, msg.Status));
    }

    private void OnSubscribe(Subscribe msg)
    {
        End(msg.Subscriber); // a subscriber that asks again, as one does after a restart, begins anew
        var refused = msg.Codes is { } codes ? Follow(codes) : [];
        foreach (var code in refused) msg.Subscriber.Tell(new SubscriptionRefused(code, _options.CodesFollowed));

        var subscription = Context.Watch(Context.ActorOf(SubscriptionActor.Props(msg, _options.AckTimeout, _meter, _time).WithDispatcher(FeedDispatcher.Id), $"subscription-{++_named}"));
        _subscriptions[msg.Subscriber] = subscription;
        if (msg.Codes is null) _ofAllCodes.Add(subscription, msg);
        Cover(subscription, msg, msg.Codes ?? _routes.Codes.ToArray());
        CountActors();
    }

    /// <summary>Has a subscription hear of codes, of those that are followed and that it asked for, by one message.</summary>
    private void Cover(IActorRef subscription, Subscribe asked, IEnumerable<OptionCode> codes)
    {
        var covered = new List<CoveredCode>();
        foreach (var code in codes)
        {
            if (!_routes.TryGet(code, out var route) || !IsAskedFor(asked, code)) continue;
            route.Interest?.Add(subscription);
            covered.Add(new CoveredCode(route.Cell, route.Actor));
        }

        if (covered.Count > 0) subscription.Tell(new Cover(covered));
    }

    private bool IsAskedFor(Subscribe asked, OptionCode code)
    {
        try
        {
            return asked.Where?.Invoke(code, _reference.Instruments.Find(code)) != false;
        }
        catch (Exception cause) // somebody else's code: it costs them this code, and nobody else anything
        {
            asked.Subscriber.Tell(new SubscriptionRefused(code, _routes.Count) { Reason = $"the condition failed: {cause.Message}" });
            return false;
        }
    }

    /// <summary>Spawns an actor for each code that has none and has the feed register it.</summary>
    /// <returns>Codes beyond the bound, which are not followed.</returns>
    private List<OptionCode> Follow(IEnumerable<OptionCode> codes, bool forGood = false)
    {
        var fresh = codes.Distinct().Where(code => !code.IsNone && !_routes.TryGet(code, out _)).ToList();
        var room = Math.Max(0, _options.CodesFollowed - _routes.Count);
        foreach (var code in fresh.Take(room))
        {
            var cell = new AuctionCell(code, _options.RecordsQueuedPerCode, _routes.Credit, _rules, _meter, _reference.LastTradingDay(code));
            var name = Context.Child(code.ToString()).IsNobody() ? code.ToString() : $"{code}-{++_named}"; // one that is let go may not be gone yet
            var route = new Route(cell, Context.ActorOf(OfACode(OptionCodeActor.Props(cell, new Followers(_meter), _meter)), name), forGood ? null : InterestIn(cell));
            _routes.Add(code, route);
            _routes.Offer(route, AuctionEvent.Passed(MarketTime.Now(_time)));
            if (_actors.Any) Context.ActorOf(OfACode(CodeActorHost.Props(cell, route.Actor, _actors)), $"{code}-custom-{++_named}");
        }

        foreach (var (subscription, asked) in _ofAllCodes) Cover(subscription, asked, fresh.Take(room));
        if (fresh.Count > 0) Want(fresh.Take(room));
        CountActors();
        return fresh.Skip(room).ToList();
    }

    /// <summary>What windows of mailboxes go by: who may have a word under way to the router, and who to one code.</summary>
    private void CountActors()
    {
        var subscriptions = _subscriptions.Count + _ending.Count;
        _meter.Mailboxes.There((_routes.Count * (_actors.Any ? 2 : 1)) + subscriptions, subscriptions);
    }

    private static Props OfACode(Props props) => props.WithDispatcher(FeedDispatcher.Id).WithMailbox(CodeMailbox.Id);

    private Interest? InterestIn(AuctionCell cell)
    {
        var self = Self;
        return _options.PassivateAfter > TimeSpan.Zero ? new Interest(_options.PassivateAfter, _time, () => self.Tell(new Tired(cell))) : null;
    }

    /// <summary>A host's own actor for a code hears of it, as any subscriber does; anew each time that it begins anew.</summary>
    private void OnAttend(CodeProtocol.Attend msg)
    {
        if (IsFollowed(msg.Cell, out var code)) OnSubscribe(new Subscribe(Sender, [code]));
        else End(Sender);
    }

    /// <summary>False for an auction that was let go, although its code may be followed again.</summary>
    private bool IsFollowed(AuctionCell cell, out OptionCode code)
    {
        code = cell.State.Code;
        return _routes.TryGet(code, out var route) && ReferenceEquals(route.Cell, cell);
    }

    /// <summary>Lets codes go: their actors fold what they were given, have it delivered, close their books and end.</summary>
    private void StopFollowing(IEnumerable<OptionCode> codes)
    {
        var gone = new List<OptionCode>();
        foreach (var code in codes)
        {
            if (!_routes.Remove(code, out var route)) continue;
            route.Interest?.Dispose();
            _ending.Add(Context.Watch(route.Actor));
            _routes.Offer(route, AuctionEvent.Left(MarketTime.Now(_time)));
            gone.Add(code);
        }

        if (gone.Count > 0) Unwant(gone);
    }

    private void Unwant(List<OptionCode> codes)
    {
        var kinds = WantsTrades ? new[] { RecordKind.ExpectedExecution, RecordKind.Trade } : [RecordKind.ExpectedExecution];
        _feed?.Tell(new FeedProtocol.Unwant([.. kinds.SelectMany(kind => codes.Select(code => new Topic(code, kind)))]));
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
        _settling.Enqueue(() => Await(_routes.All.Select(route => route.Actor)));
        _settling.Enqueue(() => Await(_subscriptions.Values));
        _settling.Enqueue(() => Await(_ending));
        _settling.Enqueue(() => Await(_routes.All.Select(route => route.Actor)));
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

    /// <summary>Nobody has wanted an auction for a while.</summary>
    private sealed record Tired(AuctionCell Cell);
}

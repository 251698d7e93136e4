using System.Diagnostics.CodeAnalysis;
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
    private readonly FeedOptions _options;
    private readonly FeedMeter _meter;
    private readonly TimeProvider _time;
    private readonly ReferenceData _reference;
    private readonly FoldRules _rules;
    private readonly CodeActors _actors;
    private readonly CodeTopics _topics;
    private readonly RouteTable _routes;
    private readonly CodeEvents _events;
    private readonly Subscriptions _subscriptions;
    private readonly Settling _settling;
    private long _named;
    private IActorRef? _feed;

    /// <summary>A router that follows the codes of <paramref name="options"/> from the start.</summary>
    public CodeRouterActor(FeedOptions options, FeedMeter meter, TimeProvider time, ReferenceData reference, IReadOnlyList<CodeActorFactory> actors)
    {
        (_options, _meter, _time, _reference) = (options, meter, time, reference);
        var takesTrades = options.FinalPrice != FinalPriceSource.None;
        _topics = new CodeTopics(takesTrades);
        _routes = new RouteTable(meter, takesTrades);
        _events = new CodeEvents(_routes);
        _subscriptions = new Subscriptions(_routes, reference.Instruments);
        _settling = new Settling(_routes.All.Select(route => route.Actor), _subscriptions.All, () => _feed.Tell(Settled.Instance));
        _rules = new FoldRules(options, reference);
        _actors = new CodeActors(options, time, reference.Instruments, actors, meter.Mailboxes, Context.System.EventStream);
        _actors.Prepare(Context.System);
        FeedDispatcher.Prepare(Context.System); // once, and not for each of thousands of codes
        CodeMailbox.Prepare(Context.System);

        Receive<RecordBatch>(OnBatch);
        Receive<StreamOpened>(_ => Sender.Tell(BatchRouted.Instance));
        Receive<StreamCompleted>(_ => _settling.Begin());
        Receive<StreamFailed>(msg => _feed.Tell(msg));
        Receive<CodeProtocol.Settle>(_ => _settling.Answered(Sender));

        Receive<FeedAttached>(OnAttached);
        Receive<FeedInterrupted>(msg => _events.Interrupted(msg.At, msg.Codes));
        Receive<FeedProtocol.Registrations>(msg => _events.Registered(msg.All));
        Receive<TimePassed>(msg => _events.Passed(msg.At));

        Receive<CodeProtocol.IAboutCode>(OnAboutCode);
        Receive<Subscribe>(OnSubscribe);
        Receive<Unsubscribe>(msg => End(msg.Subscriber));
        Receive<Terminated>(msg => OnGone(msg.ActorRef));
        Receive<CodeProtocol.StopFollowing>(msg => StopFollowing(msg.Codes));
        Receive<CodeProtocol.Attend>(OnAttend);
        Receive<Tired>(OnTired);

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
        _events.Shed(shed);
        Context.System.EventStream.Publish(new FeedShed(MarketTime.Now(_time), shed.From, shed.To, shed.Codes.Count));
    }

    private void OnAttached(FeedAttached msg)
    {
        _feed = msg.Feed;
        Want(_routes.Codes);
    }

    private void OnAboutCode(CodeProtocol.IAboutCode msg)
    {
        if (_routes.TryGet(msg.Code, out var route)) route.Actor.Forward(msg);
        else Sender.Tell(new CodeProtocol.CodeNotFollowed(msg.Code));
    }

    private void OnSubscribe(Subscribe msg)
    {
        End(msg.Subscriber); // a subscriber that asks again, as one does after a restart, begins anew
        var refused = msg.Codes is { } codes ? Follow(codes) : [];
        foreach (var code in refused) msg.Subscriber.Tell(new SubscriptionRefused(code, _options.CodesFollowed));

        var subscription = SubscriptionActor.Props(msg, _options.AckTimeout, _meter, _time).WithDispatcher(FeedDispatcher.Id);
        _subscriptions.Add(Context.Watch(Context.ActorOf(subscription, $"subscription-{++_named}")), msg);
        CountActors();
    }

    private void End(IActorRef subscriber)
    {
        if (!_subscriptions.Remove(subscriber, out var subscription)) return;
        _settling.Ends(subscription);
        Context.Stop(subscription);
    }

    /// <summary>A subscription has ended, or the actor of a code that was let go.</summary>
    private void OnGone(IActorRef actor)
    {
        _subscriptions.Gone(actor);
        _settling.Gone(actor);
    }

    /// <summary>A host's own actor for a code hears of it, as any subscriber does; anew each time that it begins anew.</summary>
    private void OnAttend(CodeProtocol.Attend msg)
    {
        if (IsFollowed(msg.Cell, out var route)) OnSubscribe(new Subscribe(Sender, [route.Cell.State.Code]));
        else End(Sender);
    }

    private void OnTired(Tired msg)
    {
        if (IsFollowed(msg.Cell, out var route) && route.Interest is { IsOver: true }) StopFollowing([route.Cell.State.Code]);
    }

    /// <summary>False for an auction that was let go, although its code may be followed again.</summary>
    private bool IsFollowed(AuctionCell cell, [NotNullWhen(true)] out Route? route) =>
        _routes.TryGet(cell.State.Code, out route) && ReferenceEquals(route.Cell, cell);

    /// <summary>Spawns an actor for each code that has none and has the feed register it.</summary>
    /// <returns>Codes beyond the bound, which are not followed.</returns>
    private List<OptionCode> Follow(IEnumerable<OptionCode> codes, bool forGood = false)
    {
        var fresh = codes.Distinct().Where(code => !code.IsNone && !_routes.TryGet(code, out _)).ToList();
        var room = Math.Clamp(_options.CodesFollowed - _routes.Count, 0, fresh.Count);
        var followed = fresh[..room];
        foreach (var code in followed) Spawn(code, forGood);
        _subscriptions.Followed(followed);
        if (followed.Count > 0) Want(followed);
        CountActors();
        return fresh[room..];
    }

    private void Spawn(OptionCode code, bool forGood)
    {
        var cell = new AuctionCell(code, _options.RecordsQueuedPerCode, _routes.Credit, _rules, _meter, _reference.LastTradingDay(code));
        var name = Context.Child(code.ToString()).IsNobody() ? code.ToString() : $"{code}-{++_named}"; // one that is let go may not be gone yet
        var actor = Context.ActorOf(OfACode(OptionCodeActor.Props(cell, new Followers(_meter), _meter)), name);
        var route = new Route(cell, actor, forGood ? null : InterestIn(cell));
        _routes.Add(code, route);
        _routes.Offer(route, AuctionEvent.Passed(MarketTime.Now(_time)));
        if (_actors.Any) Context.ActorOf(OfACode(CodeActorHost.Props(cell, actor, _actors)), $"{code}-custom-{++_named}");
    }

    private static Props OfACode(Props props) => props.WithDispatcher(FeedDispatcher.Id).WithMailbox(CodeMailbox.Id);

    private Interest? InterestIn(AuctionCell cell)
    {
        var self = Self;
        return _options.PassivateAfter > TimeSpan.Zero ? new Interest(_options.PassivateAfter, _time, () => self.Tell(new Tired(cell))) : null;
    }

    /// <summary>What windows of mailboxes go by: who may have a word under way to the router, and who to one code.</summary>
    private void CountActors()
    {
        var subscriptions = _subscriptions.All.Count + _settling.Ending;
        _meter.Mailboxes.There((_routes.Count * (_actors.Any ? 2 : 1)) + subscriptions, subscriptions);
    }

    /// <summary>Lets codes go: their actors fold what they were given, have it delivered, close their books and end.</summary>
    private void StopFollowing(IEnumerable<OptionCode> codes)
    {
        var gone = new List<OptionCode>();
        foreach (var code in codes)
        {
            if (!_routes.Remove(code, out var route)) continue;
            route.Interest?.Dispose();
            _settling.Ends(Context.Watch(route.Actor));
            _routes.Offer(route, AuctionEvent.Left(MarketTime.Now(_time)));
            gone.Add(code);
        }

        if (gone.Count > 0) _feed?.Tell(_topics.Unwanted(gone));
    }

    private void Want(IReadOnlyCollection<OptionCode> codes)
    {
        foreach (var want in _topics.Wanted(codes)) _feed?.Tell(want);
    }

    /// <summary>Nobody has wanted an auction for a while.</summary>
    private sealed record Tired(AuctionCell Cell);
}

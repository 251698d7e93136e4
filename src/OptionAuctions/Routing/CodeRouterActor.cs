using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Event;
using OptionAuctions.CodeActors;
using OptionAuctions.Codes;
using OptionAuctions.Dispatch;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;
using static OptionAuctions.AuctionProtocol;
using static OptionAuctions.Routing.RoutingProtocol;

namespace OptionAuctions.Routing;

/// <summary>The router of a feed: creates an actor for each requested code, and passes each record to the inbox of its code.</summary>
/// <remarks>A code that the venue sends and nobody requested gets no actor; its records are counted.</remarks>
internal sealed class CodeRouterActor : ReceiveActor
{
    private readonly FeedOptions _options;
    private readonly FeedMeter _meter;
    private readonly TimeProvider _time;
    private readonly ReferenceData _reference;
    private readonly FoldRules _rules, _stockRules;
    private readonly CodeActorSettings _codeActors;
    private readonly CodeTopics _topics;
    private readonly RouteTable _routes;
    private readonly CodeEvents _events;
    private readonly Subscriptions _subscriptions;
    private readonly DrainProtocol _drain;
    private readonly RestoredAuctions _restored;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private long _lastNameSuffix;
    private bool _isShedding;
    private IActorRef? _feed;
    private Action _acknowledge = () => { };

    /// <summary>Creates a router that follows the codes of <paramref name="options"/> from the start.</summary>
    public CodeRouterActor(
        FeedOptions options, FeedMeter meter, TimeProvider time, ReferenceData reference, IReadOnlyList<Func<Instrument, ListedSeries?, Props?>> actors,
        RestoredAuctions restored)
    {
        (_options, _meter, _time, _reference, _restored) = (options, meter, time, reference, restored);
        var takesTrades = options.Auctions.FinalPrice != FinalPriceSource.None;
        _topics = new CodeTopics(takesTrades, options.Auctions.TakesTurns ? new TopicTimes(reference.Calendar) : null);
        _routes = new RouteTable(meter, takesTrades);
        _events = new CodeEvents(_routes, _topics.TakesTurns);
        _subscriptions = new Subscriptions(_routes, reference.Instruments, options.Auctions.MaxCodes, meter.Secrets);
        _drain = new DrainProtocol(_routes.All.Select(route => route.Actor), _subscriptions.All, () => _feed.Tell(Settled.Instance));
        (_rules, _stockRules) = (new FoldRules(options, reference), new FoldRules(options, reference, MarketSegment.Stocks));
        _codeActors = new CodeActorSettings(options, time, reference.Instruments, actors, Context.System.EventStream, meter.Secrets.With(options.AppKeys));
        _codeActors.Prepare(Context.System);
        FeedDispatcher.Prepare(Context.System); // here, once, and not for each of thousands of codes
        AuctionMailbox.Prepare(Context.System);

        Receive<RecordBatch>(OnBatch);
        Receive<StreamOpened>(OnStreamOpened);
        Receive<StreamCompleted>(_ => _drain.Begin());
        Receive<StreamFailed>(msg => _feed.Tell(msg));
        Receive<AuctionActorProtocol.Settle>(_ => _drain.Answered(Sender));

        Receive<FeedAttached>(OnAttached);
        Receive<FeedInterrupted>(msg => _events.Interrupted(msg.At, msg.Codes));
        Receive<Registrations>(msg => _events.Registered(msg.All));
        Receive<ClockTick>(msg =>
        {
            _events.ClockTick(msg.At);
            _restored.ClockTick(msg.At);
            TakeTurns(msg.At);
        });

        Receive<IAboutCode>(OnAboutCode);
        Receive<Subscribe>(OnSubscribe);
        Receive<Unsubscribe>(msg => EndSubscription(msg.Subscriber));
        Receive<Terminated>(msg => OnTerminated(msg.ActorRef));
        Receive<StopFollowing>(msg => StopFollowing(msg.Codes));
        Receive<CodeActorProtocol.AttachHostActor>(OnAttachHostActor);
        Receive<IdleTimeout>(OnIdleTimeout);

        _topics.TakeTurn(MarketTime.Now(time), []);
        Follow(options.Codes.Select(code => new Instrument(code)), isPermanent: true);
        Context.ActorOf(SessionClockActor.Props(reference.Calendar, time), "session-clock");
    }

    /// <summary>Creates the props of a router.</summary>
    /// <param name="options">Checked options; see <see cref="FeedOptionsValidation"/>.</param>
    /// <param name="meter">The counters of the feed.</param>
    /// <param name="time">The feed's clock.</param>
    /// <param name="reference">Calendar, phase codes and series; <see langword="null"/>: the shipped ones.</param>
    /// <param name="actors">
    /// Factories of the hosts' own actors for codes; the first that returns an actor for a code is used. <see langword="null"/>: there are none.
    /// </param>
    /// <param name="restored">The auctions of an earlier process, for the codes that are followed again; <see langword="null"/>: there are none.</param>
    public static Props Props(
        FeedOptions options, FeedMeter meter, TimeProvider time, ReferenceData? reference = null,
        IReadOnlyList<Func<Instrument, ListedSeries?, Props?>>? actors = null, RestoredAuctions? restored = null) =>
        PropsFactory.Create(() => new CodeRouterActor(
            options, meter, time, reference ?? ReferenceData.BuiltIn, actors ?? Array.Empty<Func<Instrument, ListedSeries?, Props?>>(),
            restored ?? RestoredAuctions.None));

    /// <inheritdoc/>
    protected override void PostStop()
    {
        foreach (var route in _routes.All) route.IdleWatch?.Dispose();
    }

    /// <summary>Acknowledges the opening as a batch is acknowledged, so that the stream knows that a router is there.</summary>
    private void OnStreamOpened(StreamOpened msg)
    {
        _acknowledge = msg.Acknowledge;
        _acknowledge();
    }

    private void OnBatch(RecordBatch batch)
    {
        using (batch)
        {
            if (batch.Shed is { } shed) Shed(shed);
            _routes.Offer(batch, _acknowledge);
        }
    }

    /// <summary>Passes on what was dropped. The host is told once, when it is over and known whole; the log, also when it begins and lasts.</summary>
    private void Shed(ShedGap shed)
    {
        _events.Shed(shed);
        if (!shed.IsOver && !_isShedding) _log.Warning("The stream is behind: the oldest messages are dropped until it has caught up.");
        _isShedding = !shed.IsOver;
        if (shed.IsOver) Context.System.EventStream.Publish(new FeedShed(MarketTime.Now(_time), shed.From, shed.To, shed.Losses.Count));
    }

    private void OnAttached(FeedAttached msg)
    {
        _feed = msg.Feed;
        Register(_routes.Codes);
    }

    private void OnAboutCode(IAboutCode msg)
    {
        if (_routes.TryGet(msg.Code, out var route)) route.Actor.Forward(msg);
        else Sender.Tell(new CodeNotFollowed(msg.Code));
    }

    private void OnSubscribe(Subscribe msg)
    {
        var continues = _subscriptions.CanContinue(msg);
        if (!continues) EndSubscription(msg.Subscriber); // a second subscription, as after a restart of the subscriber, replaces the first
        var refused = msg.Codes is { } codes ? Follow(codes) : [];
        foreach (var code in refused) msg.Subscriber.Tell(new SubscriptionRefused(code, _options.Auctions.MaxCodes));
        if (continues)
        {
            _subscriptions.Change(msg);
            return;
        }

        var subscription = SubscriptionActor.Props(msg, _options.Delivery.AckTimeout, _meter, _time).WithDispatcher(FeedDispatcher.Id);
        _subscriptions.Add(Context.Watch(Context.ActorOf(subscription, $"subscription-{++_lastNameSuffix}")), msg);
    }

    private void EndSubscription(IActorRef subscriber)
    {
        if (!_subscriptions.Remove(subscriber, out var subscription)) return;
        _drain.AddEnding(subscription);
        Context.Stop(subscription);
    }

    /// <summary>A subscription has terminated, or the actor of a released code.</summary>
    private void OnTerminated(IActorRef actor)
    {
        _subscriptions.Gone(actor);
        _drain.OnTerminated(actor);
    }

    /// <summary>Subscribes the supervisor of a host's own actor to its code as any subscriber; again after each restart of that actor.</summary>
    private void OnAttachHostActor(CodeActorProtocol.AttachHostActor msg)
    {
        if (IsFollowed(msg.Inbox, out var route)) OnSubscribe(new Subscribe(Sender, [route.Inbox.State.Code]));
        else EndSubscription(Sender);
    }

    private void OnIdleTimeout(IdleTimeout msg)
    {
        if (IsFollowed(msg.Inbox, out var route) && route.IdleWatch?.IsOver() == true) StopFollowing([route.Inbox.State.Code]);
    }

    /// <summary>Decides whether an auction is followed. False for a released one, even when its code is followed again.</summary>
    private bool IsFollowed(AuctionInbox inbox, [NotNullWhen(true)] out Route? route) =>
        _routes.TryGet(inbox.State.Code, out route) && ReferenceEquals(route.Inbox, inbox);

    /// <summary>Creates an actor for each code that has none, and asks the feed to register the code.</summary>
    /// <returns>Codes beyond the maximum number, which are not followed.</returns>
    private List<Instrument> Follow(IEnumerable<Instrument> codes, bool isPermanent = false)
    {
        var newCodes = codes.Distinct().Where(code => !code.IsNone && !_routes.TryGet(code, out _)).ToList();
        var accepted = Math.Clamp(_options.Auctions.MaxCodes - _routes.Count, 0, newCodes.Count);
        var followed = newCodes[..accepted];
        foreach (var code in followed) Spawn(code, isPermanent);
        _subscriptions.Followed(followed);
        if (followed.Count > 0) Register(followed);
        WarnOf(followed);
        return newCodes[accepted..];
    }

    /// <summary>Warns of codes that the venue will accept and of which no record will come.</summary>
    private void WarnOf(IReadOnlyCollection<Instrument> codes)
    {
        var now = MarketTime.Now(_time);
        foreach (var warning in _reference.WarningsOn(codes, DateOnly.FromDateTime(now.DateTime)))
        {
            _log.Warning("{Warning}", warning);
            Context.System.EventStream.Publish(new FeedWarned(now, warning));
        }
    }

    private void Spawn(Instrument code, bool isPermanent)
    {
        var inbox = new AuctionInbox(
            _restored.Take(code, MarketTime.Now(_time)) ?? NewFold(code), _options.Auctions.RecordsQueued, _routes.Backpressure, _meter);

        // With a suffix while the actor of an earlier auction of this code, which was released, has not terminated yet.
        var name = Context.Child(code.ToString()).IsNobody() ? code.ToString() : $"{code}-{++_lastNameSuffix}";
        var actor = Context.ActorOf(WithFeedDispatcher(AuctionActor.Props(inbox, new CodeSubscriptions(_meter))), name);
        var route = new Route(inbox, actor, isPermanent ? null : CreateIdleWatch(inbox));
        _routes.Add(code, route);
        _routes.Offer(route, AuctionEvent.ClockTick(MarketTime.Now(_time)));
        if (_codeActors.Any) Context.ActorOf(WithFeedDispatcher(CodeActorSupervisor.Props(inbox, actor, _codeActors)), $"{code}-custom-{++_lastNameSuffix}");
    }

    private AuctionFold NewFold(Instrument code)
    {
        var layout = RecordLayout.For(code);
        var rules = layout?.Segment == MarketSegment.Stocks ? _stockRules : _rules;
        return new AuctionFold(code, _reference.LastTradingDay(code), rules, _meter, layout?.Ticks);
    }

    private static Props WithFeedDispatcher(Props props) => props.WithDispatcher(FeedDispatcher.Id).WithMailbox(AuctionMailbox.Id);

    private IdleWatch? CreateIdleWatch(AuctionInbox inbox) => _options.Auctions.IdleTimeout is var timeout && timeout > TimeSpan.Zero
        ? new IdleWatch(timeout, new ActorTimer(Self, new IdleTimeout(inbox), _time))
        : null;

    /// <summary>Releases codes: their actors fold the queued events, the changes are delivered and counted, and the actors end.</summary>
    private void StopFollowing(IEnumerable<Instrument> codes)
    {
        var released = new List<Instrument>();
        foreach (var code in codes)
        {
            if (!_routes.Remove(code, out var route)) continue;
            route.IdleWatch?.Dispose();
            _drain.AddEnding(Context.Watch(route.Actor));
            _routes.Offer(route, AuctionEvent.Unfollowed(MarketTime.Now(_time)));
            released.Add(code);
        }

        if (released.Count > 0) _feed?.Tell(_topics.Release(released));
    }

    /// <summary>Releases the topics whose turn is over, and registers those whose turn it is: the feed sends one request after the other.</summary>
    private void TakeTurns(DateTimeOffset now)
    {
        if (_topics.TakeTurn(now, _routes.Codes) is not { } turn) return;
        _feed?.Tell(turn.Release);
        _feed?.Tell(turn.Register);
    }

    private void Register(IReadOnlyCollection<Instrument> codes)
    {
        foreach (var registration in _topics.Register(codes)) _feed?.Tell(registration);
    }

    /// <summary>The message of an <see cref="IdleWatch"/>: an auction has had no subscription for the idle timeout.</summary>
    private sealed record IdleTimeout(AuctionInbox Inbox) : INoSerializationVerificationNeeded;
}

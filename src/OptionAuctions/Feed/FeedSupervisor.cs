using Akka.Actor;
using Akka.Event;
using Akka.Streams;
using OptionAuctions.Dispatch;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.Feed.Registrations;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Wire;
using static OptionAuctions.Feed.AppKeySessionProtocol;

namespace OptionAuctions.Feed;

/// <summary>
/// The supervisor of one feed over one or several app keys: distributes the wanted topics over their sessions, moves them when a session is parked, and
/// runs the stream that all sessions fill, once, whatever happens to sockets.
/// </summary>
internal sealed class FeedSupervisor : ReceiveActor
{
    private readonly FeedContext _feed;
    private readonly IActorRef _router;
    private readonly SlotPlan _plan;
    private readonly IActorRef[] _sessions;
    private readonly Dictionary<Topic, string> _deferred = []; // topics that the router knows to be without a slot, and the reason that it was told
    private readonly Dictionary<Topic, string> _reasons = []; // why a session could not register a topic
    private readonly OrderedDictionary<Topic, CodeRegistrationChanged> _newest = []; // of each topic that is wanted, or was refused
    private readonly List<RoutingProtocol.Registration> _registrations = []; // not sent to the router yet
    private readonly string?[] _blocked; // by app key: why its session takes no topics
    private readonly HashSet<int> _closedSessions = []; // by app key
    private readonly List<IActorRef> _drainAskers = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly DataWatch _dataWatch;
    private string? _refusalAlarm;
    private bool _stopping, _drained;

    /// <summary>The supervisor of a feed; see <see cref="Props(FeedContext, IActorRef, Func{int, IActorRef, Props})"/>.</summary>
    public FeedSupervisor(FeedContext feed, IActorRef router, Func<int, IActorRef, Props> connection)
    {
        (_feed, _router) = (feed, router);
        var (keys, isPaper) = (feed.Options.AppKeys.Count, feed.Options.WsUrl.IsPaper(feed.Options.ApprovalUrl));
        var reserve = keys > 1 ? Math.Min(feed.Options.Connection.ReserveSlots, feed.Options.Connection.Capacity - 1) : 0;
        _blocked = new string?[keys];
        _plan = new SlotPlan(keys, feed.Options.Connection.Capacity, reserve);

        Receive<RoutingProtocol.Register>(msg =>
        {
            foreach (var topic in msg.Topics)
            {
                if (RecordLayout.For(topic) is not { } layout) Report(topic, RegistrationStatus.Refused, RecordLayout.WhyNone(topic));
                else if (isPaper && !layout.IsOnPaper) Report(topic, RegistrationStatus.Refused, $"the venue's paper trading (모의투자) does not have {layout}");
                else _plan.Register(topic, msg.Priority);
            }

            ApplyPlan();
        });
        Receive<RoutingProtocol.Release>(msg =>
        {
            foreach (var topic in msg.Topics) _plan.Release(topic);
            ApplyPlan();
        });
        Receive<SessionOpened>(msg =>
        {
            _plan.Opened(msg.AppKey, msg.Capacity);
            _blocked[msg.AppKey] = null;
            ApplyPlan();
        });
        Receive<SessionBlocked>(msg =>
        {
            _plan.Blocked(msg.AppKey);
            _blocked[msg.AppKey] = msg.Reason;
            ApplyPlan();
        });
        Receive<CapacityLearned>(msg =>
        {
            _plan.Learned(msg.AppKey, msg.Capacity);
            ApplyPlan();
        });
        Receive<SessionInterrupted>(msg => _router.Tell(new RoutingProtocol.FeedInterrupted(msg.At, msg.Codes)));
        Receive<RegistrationsChanged>(msg =>
        {
            var isPlanned = true; // an answer that registers a code leaves the plan as it is, and there is one for each code
            foreach (var change in msg.Changes) isPlanned &= !OnChanged(msg.AppKey, change);
            if (isPlanned) SendRegistrations();
            else ApplyPlan();
        });
        Receive<SessionClosed>(OnSessionClosed);

        Receive<AuctionProtocol.GetStatus>(_ => GetStatus());
        Receive<AuctionProtocol.GetCounts>(_ => Sender.Tell(_feed.Meter.Read()));
        Receive<FeedProtocol.RefusalAlarm>(msg =>
        {
            _refusalAlarm = msg.Sentence;
            _feed.Meter.Gauges.RefusalAlarmChanged(_refusalAlarm is not null);
        });
        Receive<FeedProtocol.Drain>(_ => Drain());
        Receive<RoutingProtocol.Settled>(_ => OnDrained());
        Receive<RoutingProtocol.StreamFailed>(msg =>
        {
            _log.Error(msg.Cause, "the stream failed and is restarted");
            RunStream();
        });

        _router.Tell(new RoutingProtocol.FeedAttached(Self));
        _dataWatch = DataWatch.Of(feed);
        Context.ActorOf(DataWatchActor.Props(feed, _dataWatch, router), "data-watch");
        Context.ActorOf(RefusalWatchActor.Props(feed), "refusal-watch");
        _sessions = [.. Enumerable.Range(0, keys).Select(appKey => Context.ActorOf(
            AppKeySessionActor.Props(feed, appKey, Self, session => connection(appKey, session)), $"session-{appKey}"))];
        RunStream(); // last, since it takes longest; batches that come before it runs wait in the intake
    }

    /// <summary>Creates the Props of a feed that dials.</summary>
    /// <param name="feed">What its sessions share.</param>
    /// <param name="router">Receives the records.</param>
    /// <param name="keys">The approval keys, by app key.</param>
    public static Props Props(FeedContext feed, IActorRef router, IReadOnlyList<ApprovalKeys> keys)
    {
        var sessions = keys.Select((approval, appKey) => new AppKeySessionContext(feed, appKey, approval)).ToArray();
        return Props(feed, router, (appKey, session) => FeedConnectionActor.Props(sessions[appKey], session));
    }

    /// <summary>Creates the Props of a feed whose connections are given.</summary>
    /// <param name="feed">What its sessions share.</param>
    /// <param name="router">Receives the records.</param>
    /// <param name="connection">Creates the Props of a connection, by app key and session.</param>
    public static Props Props(FeedContext feed, IActorRef router, Func<int, IActorRef, Props> connection) =>
        PropsFactory.Create(() => new FeedSupervisor(feed, router, connection));

    private void RunStream()
    {
        FeedDispatcher.Prepare(Context.System);
        var settings = ActorMaterializerSettings.Create(Context.System).WithDispatcher(FeedDispatcher.Id);
        FeedGraph.Create(_feed.Intake, _router).Run(Context.Materializer(settings));
    }

    /// <summary>Takes a change over into the plan, or to what is told to the router.</summary>
    /// <returns>True when the plan is another one by that.</returns>
    private bool OnChanged(int appKey, RegistrationChange change)
    {
        var (topic, status, reason, inThisEpoch) = change;
        switch (status)
        {
            case RegistrationStatus.Deferred: // another session may have room: the router is notified only when none has
                _reasons[topic] = reason;
                _plan.Rejected(appKey, topic, inThisEpoch);
                return true;
            case RegistrationStatus.Released:
                _plan.Released(appKey, topic);
                if (!_plan.Wants(topic)) Report(topic, status, reason);
                return true;
            default:
                _reasons.Remove(topic);
                Report(topic, status, reason);
                return false;
        }
    }

    /// <summary>
    /// Sends the plan's moves to the sessions, marks each topic without a slot as deferred, and sends the router all registrations that have changed.
    /// </summary>
    private void ApplyPlan()
    {
        if (!_stopping) SendMoves();
        SendRegistrations();
    }

    private void SendRegistrations()
    {
        if (_registrations.Count == 0) return;
        _router.Tell(new RoutingProtocol.Registrations([.. _registrations]));
        _registrations.Clear();
    }

    private void SendMoves()
    {
        foreach (var move in _plan.Decide())
            _sessions[move.AppKey].Tell(move.Release ? new Release(move.Topic) : new Register(move.Topic, move.Priority));

        if (_deferred.Count == 0 && !_plan.Waiting.Any()) return;
        var noSlot = NoSlotReason;
        var waiting = _plan.Waiting.ToDictionary(topic => topic, topic => _reasons.GetValueOrDefault(topic, noSlot));
        var news = waiting.Where(entry => _deferred.GetValueOrDefault(entry.Key) != entry.Value).ToArray(); // a session that is blocked is a new reason
        foreach (var (topic, reason) in news) Report(topic, RegistrationStatus.Deferred, reason);
        foreach (var group in news.GroupBy(entry => entry.Value, entry => entry.Key, StringComparer.Ordinal))
            _log.Warning("{Count} registrations are deferred, {First} first: {Reason}", group.Count(), group.First(), group.Key);
        foreach (var topic in _deferred.Keys.Where(topic => !waiting.ContainsKey(topic)).ToArray()) _deferred.Remove(topic);
        foreach (var (topic, reason) in news) _deferred[topic] = reason;
        _feed.Meter.Gauges.DeferredChanged(_deferred.Count);
    }

    /// <summary>Why a topic has no slot: the reasons of the sessions that are blocked, and that the others are full.</summary>
    private string NoSlotReason
    {
        get
        {
            var blocked = _blocked.OfType<string>().ToArray();
            var connected = _sessions.Length - blocked.Length;
            string[] full = (connected, _sessions.Length) switch
            {
                (0, _) => [],
                (_, 1) => [$"the session takes {_plan.CapacityOf(0)} codes"],
                (1, _) => ["1 app key has no free slot"],
                _ => [$"{connected} app keys have no free slot"],
            };
            return string.Join("; ", [.. full, .. blocked]);
        }
    }

    private void Report(Topic topic, RegistrationStatus status, string reason)
    {
        _registrations.Add(new RoutingProtocol.Registration(topic, status, _feed.Now, reason));
        var change = new CodeRegistrationChanged(_feed.Now, topic.Code, status, reason, topic.Kind) { AppKey = _plan.SessionOf(topic) };
        if (status == RegistrationStatus.Released) _newest.Remove(topic);
        else _newest[topic] = change;
        Context.System.EventStream.Publish(change);
    }

    private void GetStatus()
    {
        var asker = Sender;
        var (deferred, received, alarm) = (_deferred.Count, _feed.Intake.LastReceivedAt, _refusalAlarm);
        CodeRegistrationChanged[] slots = [.. _newest.Values];
        var (missing, trading) = (_dataWatch.MissingSince(_feed.Now, received), _dataWatch.SessionAt(_feed.Now));
        Task.WhenAll(_sessions.Select(session => session.Ask<AppKeySessionStatus>(AuctionProtocol.GetStatus.Instance, TimeSpan.FromSeconds(5))))
            .PipeTo(asker, success: sessions => new FeedStatus(sessions, deferred, received, missing, trading) { RefusalAlarm = alarm, Registrations = slots });
    }

    private void Drain()
    {
        if (_drained)
        {
            Sender.Tell(FeedProtocol.Drained.Instance);
            return;
        }

        _drainAskers.Add(Sender);
        if (_stopping) return;
        _stopping = true;
        foreach (var session in _sessions) session.Tell(FeedProtocol.Drain.Instance);
    }

    private void OnSessionClosed(SessionClosed msg)
    {
        if (_closedSessions.Add(msg.AppKey) && _closedSessions.Count == _sessions.Length) _feed.Intake.Complete();
    }

    private void OnDrained()
    {
        _drained = true;
        _feed.Meter.Settled();
        foreach (var asker in _drainAskers) asker.Tell(FeedProtocol.Drained.Instance);
        _drainAskers.Clear();
    }
}

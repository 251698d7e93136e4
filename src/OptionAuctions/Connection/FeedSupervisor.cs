using Akka.Actor;
using Akka.Event;
using Akka.Streams;
using OptionAuctions.Codes;
using OptionAuctions.Dispatch;
using OptionAuctions.Market;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;
using static OptionAuctions.Connection.LineProtocol;

namespace OptionAuctions.Connection;

/// <summary>
/// One feed over one app key or several: spreads what is wanted over their lines, moves it when a line is parked, and runs the stream
/// that all of them fill, once, whatever happens to sockets.
/// </summary>
public sealed class FeedSupervisor : ReceiveActor
{
    private readonly FeedContext _feed;
    private readonly IActorRef _router;
    private readonly SlotPlan _plan;
    private readonly IActorRef[] _lines;
    private readonly HashSet<Topic> _deferred = [];
    private readonly Dictionary<Topic, string> _reasons = [];
    private readonly List<FeedProtocol.Registration> _told = [];
    private readonly HashSet<int> _closing = [];
    private readonly List<IActorRef> _draining = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly string _noSlot;
    private bool _stopping, _drained;

    /// <summary>A feed; see <see cref="Props(FeedOptions, FeedMeter, TimeProvider, IActorRef, HttpClient, ReferenceData)"/>.</summary>
    public FeedSupervisor(FeedContext feed, IActorRef router, Func<int, IActorRef, Props> connection)
    {
        (_feed, _router) = (feed, router);
        var keys = feed.Options.AppKeys.Count;
        _noSlot = keys == 1 ? $"the session takes {feed.Options.Capacity} codes" : $"{keys} app keys have no free slot";
        _plan = new SlotPlan(keys, feed.Options.Capacity, keys > 1 ? Math.Min(feed.Options.ReserveSlots, feed.Options.Capacity - 1) : 0);

        Receive<FeedProtocol.Want>(msg =>
        {
            foreach (var topic in msg.Topics) _plan.Want(topic, msg.Priority);
            Arrange();
        });
        Receive<FeedProtocol.Unwant>(msg =>
        {
            foreach (var topic in msg.Topics) _plan.Unwant(topic);
            Arrange();
        });
        Receive<LineOpened>(msg =>
        {
            _plan.Opened(msg.Line);
            Arrange();
        });
        Receive<LineBlocked>(msg => _plan.Blocked(msg.Line));
        Receive<LineLearned>(msg => _plan.Learned(msg.Line, msg.Capacity));
        Receive<LineInterrupted>(msg => _router.Tell(new RoutingProtocol.FeedInterrupted(msg.At, msg.Codes)));
        Receive<LineChanged>(msg =>
        {
            foreach (var change in msg.Changes) OnChanged(msg.Line, change);
            Arrange();
        });
        Receive<LineClosed>(OnLineClosed);

        Receive<FeedProtocol.GetStatus>(_ => GetStatus());
        Receive<FeedProtocol.GetCounts>(_ => Sender.Tell(_feed.Meter.Read()));
        Receive<FeedProtocol.GetRefusals>(_ => Sender.Tell(new FeedProtocol.RefusalsKept(_feed.Meter.Refusals)));
        Receive<FeedProtocol.Drain>(_ => Drain());
        Receive<RoutingProtocol.Settled>(_ => OnDrained());
        Receive<RoutingProtocol.StreamFailed>(msg =>
        {
            _log.Error(msg.Cause, "the stream failed and is started again");
            RunStream();
        });

        _router.Tell(new RoutingProtocol.FeedAttached(Self));
        if (feed.Options.SessionWindows.Count > 0) Context.ActorOf(DataWatchActor.Props(feed, router), "data-watch");
        _lines = [.. Enumerable.Range(0, keys).Select(line => Context.ActorOf(
            FeedLineActor.Props(feed, line, Self, actor => connection(line, actor)), $"line-{line}"))];
        RunStream(); // last, since it takes longest: what comes before it is there waits in the intake
    }

    /// <summary>How a feed is made.</summary>
    /// <param name="options">Checked options; see <see cref="FeedOptionsValidation"/>.</param>
    /// <param name="meter">Counts what the feed does.</param>
    /// <param name="time">The clock to live on.</param>
    /// <param name="router">Who takes the records: a <see cref="CodeRouterActor"/>.</param>
    /// <param name="approvals">Calls the approval endpoint.</param>
    /// <param name="reference">Calendar and the like; the shipped ones when none are given.</param>
    public static Props Props(FeedOptions options, FeedMeter meter, TimeProvider time, IActorRef router, HttpClient approvals, ReferenceData? reference = null)
    {
        var feed = new FeedContext(options, meter, time, reference);
        var keys = options.AppKeys.Select(key => new LineContext(feed, key, approvals)).ToArray();
        return Props(feed, router, (line, actor) => FeedConnectionActor.Props(keys[line], actor));
    }

    internal static Props Props(FeedContext feed, IActorRef router, Func<int, IActorRef, Props> connection) =>
        Made.By(() => new FeedSupervisor(feed, router, connection));

    private void RunStream()
    {
        FeedDispatcher.Prepare(Context.System);
        FeedGraph.Create(_feed.Intake, _feed.Meter, _router).Run(Context.Materializer(ActorMaterializerSettings.Create(Context.System).WithDispatcher(FeedDispatcher.Id)));
    }

    private void OnChanged(int line, BookChange change)
    {
        var (topic, status, reason, inThisLife) = change;
        switch (status)
        {
            case RegistrationStatus.Deferred: // another line may have room: only when none has, it is told
                _reasons[topic] = reason;
                _plan.Rejected(line, topic, inThisLife);
                break;
            case RegistrationStatus.Released:
                _plan.Released(line, topic);
                if (!_plan.Wants(topic)) Tell(topic, status, reason);
                break;
            default:
                _reasons.Remove(topic);
                Tell(topic, status, reason);
                break;
        }
    }

    /// <summary>Has the lines do what the plan wants now, says of each topic that found no slot that it waits, and tells the router all that is new.</summary>
    private void Arrange()
    {
        if (!_stopping) Move();
        if (_told.Count == 0) return;
        _router.Tell(new FeedProtocol.Registrations([.. _told]));
        _told.Clear();
    }

    private void Move()
    {
        foreach (var move in _plan.Decide())
            _lines[move.Line].Tell(move.Withdraw ? new LetGo(move.Topic) : new Take(move.Topic, move.Priority));

        var waiting = _plan.Waiting.ToHashSet();
        foreach (var topic in waiting.Except(_deferred).ToArray()) Tell(topic, RegistrationStatus.Deferred, _reasons.GetValueOrDefault(topic, _noSlot));
        _deferred.Clear();
        _deferred.UnionWith(waiting);
    }

    private void Tell(Topic topic, RegistrationStatus status, string reason)
    {
        _told.Add(new FeedProtocol.Registration(topic, status, _feed.Now, reason));
        Context.System.EventStream.Publish(new CodeRegistrationChanged(_feed.Now, topic.Code, status, reason, topic.Kind));
    }

    private void GetStatus()
    {
        var asker = Sender;
        var (waiting, heard) = (_deferred.Count, _feed.Intake.LastReceivedAt);
        Task.WhenAll(_lines.Select(line => line.Ask<FeedProtocol.LineStatus>(FeedProtocol.GetStatus.Instance, TimeSpan.FromSeconds(5))))
            .PipeTo(asker, success: lines => new FeedProtocol.FeedStatus(lines, waiting, heard));
    }

    private void Drain()
    {
        if (_drained)
        {
            Sender.Tell(FeedProtocol.Drained.Instance);
            return;
        }

        _draining.Add(Sender);
        if (_stopping) return;
        _stopping = true;
        foreach (var line in _lines) line.Tell(FeedProtocol.Drain.Instance);
    }

    private void OnLineClosed(LineClosed msg)
    {
        if (_closing.Add(msg.Line) && _closing.Count == _lines.Length) _feed.Intake.Complete();
    }

    private void OnDrained()
    {
        _drained = true;
        foreach (var asker in _draining) asker.Tell(FeedProtocol.Drained.Instance);
        _draining.Clear();
    }
}

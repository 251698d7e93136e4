using Akka.Actor;
using Akka.Event;
using Akka.Pattern;
using OptionAuctions.Dispatch;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.Feed.Registrations;
using static OptionAuctions.Feed.AppKeySessionProtocol;
using static OptionAuctions.Feed.ConnectionProtocol;

namespace OptionAuctions.Feed;

/// <summary>
/// The actor of one app key's session at the venue: keeps its registrations across connections, and starts one connection after another with
/// Akka's back-off.
/// </summary>
internal sealed class AppKeySessionActor : ReceiveActor
{
    // A refusal for lack of slots holds for a day: then the venue may have been restarted, or somebody else's registrations be gone.
    private static readonly TimeSpan CapacityMemory = TimeSpan.FromDays(1);

    private readonly FeedContext _feed;
    private readonly IActorRef _supervisor;
    private readonly RegistrationBook _book;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly ActorTimer _answerTimer, _paceTimer;
    private readonly IActorRef _connections;
    private readonly int _appKey;
    private IActorRef? _connection;
    private int _epoch;
    private bool _open, _pausing, _stopping; // pausing: the least time between two requests has not passed
    private AppKeySessionState _state = AppKeySessionState.Authorizing;
    private string _reason = "";
    private DateTimeOffset? _until;
    private ClockReading? _capacityLearnedAt;
    private (DateTimeOffset At, string Reason)? _lost; // the first loss since a registration was active

    public AppKeySessionActor(FeedContext feed, int appKey, IActorRef supervisor, Func<IActorRef, Props> connection)
    {
        (_feed, _appKey, _supervisor) = (feed, appKey, supervisor);
        _book = new RegistrationBook(feed.Options.Connection.Capacity);
        _answerTimer = new ActorTimer(Self, AnswerOverdue.Instance, feed.Time);
        _paceTimer = new ActorTimer(Self, PauseEnded.Instance, feed.Time);

        Receive<Register>(msg =>
        {
            _book.Register(msg.Topic, msg.Priority);
            SendNextRequest();
        });
        Receive<Release>(msg =>
        {
            _book.Release(msg.Topic);
            SendNextRequest();
        });
        Receive<Started>(msg =>
        {
            _connection = msg.Connection;
            SetState(AppKeySessionState.Authorizing);
            if (_stopping) _connection.Tell(Close.Instance);
        });
        Receive<StateChanged>(msg => SetState(msg.State, msg.Reason, msg.Until));
        Receive<ConnectionOpened>(OnConnectionOpened);
        Receive<Answered>(OnAnswered, msg => _open && msg.Epoch == _epoch);
        Receive<ConnectionEnded>(OnConnectionEnded);
        Receive<Blocked>(OnBlocked);
        Receive<AnswerOverdue>(_ =>
        {
            if (!_answerTimer.IsDue()) return;
            if (_book.TimedOut()) _connection.Tell(new Reconnect("the venue does not answer"));
            SendNextRequest();
        });
        Receive<PauseEnded>(_ =>
        {
            if (!_paceTimer.IsDue()) return;
            _pausing = false;
            SendNextRequest();
        });
        Receive<AuctionProtocol.GetStatus>(_ => Sender.Tell(Status));
        Receive<FeedProtocol.Drain>(_ => Drain());
        Receive<Closed>(_ =>
        {
            SetState(AppKeySessionState.Closed);
            _supervisor.Tell(new SessionClosed(_appKey));
        });

        _connections = Context.ActorOf(
            BackoffSupervisor.Props(Backoff
                .OnStop(
                    connection(Self), "connection", feed.Options.Dialing.ReconnectMin, feed.Options.Dialing.ReconnectMax, randomFactor: 0.2, maxNrOfRetries: -1)
                .WithDefaultStoppingStrategy() // a crash ends the connection as a lost socket does
                .WithManualReset())            // the back-off is reset after the connection was stable, not when it opened
                .WithDeploy(Deploy.Local),     // its arguments are not to be serialized, whatever the host has Akka check
            "connections");
    }

    /// <summary>Creates the Props of a session.</summary>
    /// <param name="feed">What the sessions of the feed share.</param>
    /// <param name="appKey">Place of the app key in the options, from 0.</param>
    /// <param name="supervisor">Receives the session's events.</param>
    /// <param name="connection">Creates the Props of a connection that reports to the given session.</param>
    public static Props Props(FeedContext feed, int appKey, IActorRef supervisor, Func<IActorRef, Props> connection) =>
        PropsFactory.Create(() => new AppKeySessionActor(feed, appKey, supervisor, connection));

    protected override void PreStart() => ExportStatus();

    /// <summary>Any message may change the status.</summary>
    protected override bool AroundReceive(Receive receive, object message)
    {
        var isHandled = base.AroundReceive(receive, message);
        ExportStatus();
        return isHandled;
    }

    protected override void PostStop()
    {
        _answerTimer.Dispose();
        _paceTimer.Dispose();
    }

    /// <summary>The reported state. An open session is registering while a registration waits for its answer.</summary>
    private AppKeySessionState State =>
        _state == AppKeySessionState.Live && _book.Count(RegistrationStatus.Pending) + _book.Count(RegistrationStatus.Requested) > 0
            ? AppKeySessionState.Registering
            : _state;

    private AppKeySessionStatus Status => new(
        _appKey, State, _reason, _until, _epoch, _book.Capacity,
        _book.Topics.Count, _book.Count(RegistrationStatus.Active), _book.Count(RegistrationStatus.Refused));

    private void ExportStatus() => _feed.Meter.Gauges.SessionChanged(Status, _feed.Options.Connection.Capacity);

    private void SetState(AppKeySessionState state, string reason = "", DateTimeOffset? until = null) => (_state, _reason, _until) = (state, reason, until);

    private void OnConnectionOpened(ConnectionOpened msg)
    {
        (_epoch, _connection, _open, _pausing) = (msg.Epoch, msg.Connection, true, false);
        SetState(AppKeySessionState.Live);
        _book.ConnectionOpened(restoresCapacity: _capacityLearnedAt?.Age(_feed.Time) >= CapacityMemory);
        Publish(new FeedOpened(_feed.Now, _appKey, _epoch));
        _supervisor.Tell(new SessionOpened(_appKey, _book.Capacity));
        SendNextRequest();
    }

    private void OnAnswered(Answered msg)
    {
        var reaction = msg.Verdict.Reaction;
        if (!_book.Answered(msg.Message.Subject, reaction, $"{msg.Message.MessageCode} {msg.Message.Text}") && !msg.Verdict.EndsConnection)
            _log.Info(
                "The venue's answer fits no registration: {MessageCode} {Text} {Subject}", msg.Message.MessageCode, msg.Message.Text, msg.Message.Subject);
        if (_book.InFlight is null) _answerTimer.Cancel();
        if (reaction == Reaction.ShrinkCapacity)
        {
            _capacityLearnedAt = ClockReading.Of(_feed.Time);
            _log.Warning(
                "The venue accepts {Capacity} registrations for app key {AppKey}, not {Configured}",
                _book.Capacity, _appKey, _feed.Options.Connection.Capacity);
            _supervisor.Tell(new CapacityLearned(_appKey, _book.Capacity));
        }

        if (reaction == Reaction.Activate && _lost is { } gap)
        {
            _lost = null;
            Publish(new FeedResumed(_feed.Now, _appKey, _epoch, gap.At, gap.Reason));
        }

        SendNextRequest();
    }

    private void OnConnectionEnded(ConnectionEnded msg)
    {
        if (_open && msg.Epoch != _epoch) return; // of a former connection: the present one goes on
        var wasOpen = _open;
        _connection = null;
        SetState(AppKeySessionState.BackingOff, msg.Reason);
        _answerTimer.Cancel();
        _paceTimer.Cancel();
        if (wasOpen)
        {
            _open = false;
            _lost ??= (_feed.Now, msg.Reason);
            if (!_stopping) _log.Warning("The connection of app key {AppKey} is lost: {Reason}", _appKey, msg.Reason);
            _supervisor.Tell(new SessionInterrupted(_feed.Now, Interrupted()));
            _book.ConnectionEnded();
            ReportChanges();
        }

        Publish(new FeedLost(_feed.Now, _appKey, msg.Epoch, msg.Reason));
        if (_stopping) EndConnections(); // a connection that ended by itself may never receive Close
    }

    private Instrument[] Interrupted() => [.. _book.Topics.Where(topic => topic.Kind == RecordKind.ExpectedExecution).Select(topic => topic.Code)];

    /// <summary>The connection is blocked for longer than a back-off: its topics are released, so that other sessions can register them.</summary>
    private void OnBlocked(Blocked msg)
    {
        SetState(msg.State, msg.Reason, msg.Until);
        Publish(new FeedBlocked(_feed.Now, _appKey, msg.Reason, msg.Until));
        var state = msg.State == AppKeySessionState.SlotHeld ? "waits for its slot" : "is parked";
        _supervisor.Tell(new SessionBlocked(_appKey, FormattableString.Invariant($"app key {_appKey} {state}: {msg.Reason}")));
        foreach (var topic in _book.Topics.ToArray()) _book.Release(topic);
        ReportChanges();
    }

    /// <summary>Sends the next request when one may be sent, and reports what has changed in the book.</summary>
    private void SendNextRequest()
    {
        if (_open && !_pausing && _book.Next() is { } request)
        {
            _connection.Tell(new ConnectionProtocol.SendRequest(request));
            _answerTimer.Start(_feed.Options.Connection.AnswerTimeout);
            if (_feed.Options.Connection.RequestPace > TimeSpan.Zero)
            {
                _pausing = true;
                _paceTimer.Start(_feed.Options.Connection.RequestPace);
            }
        }

        ReportChanges();
    }

    private void ReportChanges()
    {
        if (_book.TakeChanges() is { Count: > 0 } changes) _supervisor.Tell(new RegistrationsChanged(_appKey, changes));
    }

    private void Drain()
    {
        _stopping = true;
        if (_connection is { } connection) connection.Tell(new Close(_book.Registered));
        else EndConnections(); // between two connections there is no socket
    }

    /// <summary>Ends the back-off with no socket open: another connection would be dialed only to be closed.</summary>
    private void EndConnections()
    {
        Context.Stop(_connections);
        SetState(AppKeySessionState.Closed);
        _supervisor.Tell(new SessionClosed(_appKey));
    }

    private static void Publish(IFeedEvent happened) => Context.System.EventStream.Publish(happened);

    private sealed record AnswerOverdue : INoSerializationVerificationNeeded
    {
        public static AnswerOverdue Instance { get; } = new();
    }

    private sealed record PauseEnded : INoSerializationVerificationNeeded
    {
        public static PauseEnded Instance { get; } = new();
    }
}

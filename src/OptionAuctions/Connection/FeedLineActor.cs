using Akka.Actor;
using Akka.Event;
using Akka.Pattern;
using OptionAuctions.Codes;
using OptionAuctions.Dispatch;
using OptionAuctions.Wire;
using static OptionAuctions.Connection.ConnectionProtocol;
using static OptionAuctions.Connection.LineProtocol;

namespace OptionAuctions.Connection;

/// <summary>
/// One app key: holds what is registered over it, above the lives of its connection, and begins those lives with Akka's
/// back-off.
/// </summary>
internal sealed class FeedLineActor : ReceiveActor, IWithTimers
{
    private readonly FeedContext _feed;
    private readonly IActorRef _pool;
    private readonly SubscriptionBook _book;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly int _line;
    private IActorRef? _connection;
    private int _epoch;
    private bool _open, _paced, _stopping;
    private LineState _state = LineState.Authorizing;
    private string _reason = "";
    private DateTimeOffset? _until;
    private (DateTimeOffset At, string Reason)? _lost;

    public FeedLineActor(FeedContext feed, int line, IActorRef pool, Func<IActorRef, Props> connection)
    {
        (_feed, _line, _pool) = (feed, line, pool);
        _book = new SubscriptionBook(feed.Options.Capacity);

        Receive<Take>(msg =>
        {
            _book.Want(msg.Topic, msg.Priority);
            Pump();
        });
        Receive<LetGo>(msg =>
        {
            _book.Unwant(msg.Topic);
            Pump();
        });
        Receive<Began>(msg =>
        {
            _connection = msg.Connection;
            Stand(LineState.Authorizing);
            if (_stopping) _connection.Tell(Close.Instance);
        });
        Receive<Stands>(msg => Stand(msg.State));
        Receive<LifeBegan>(OnLifeBegan);
        Receive<Answered>(OnAnswered, msg => _open && msg.Epoch == _epoch);
        Receive<LifeEnded>(OnLifeEnded);
        Receive<Blocked>(OnBlocked);
        Receive<AnswerOverdue>(_ =>
        {
            if (_book.TimedOut()) _connection.Tell(new Recycle("the venue answers nothing"));
            Pump();
        });
        Receive<Paced>(_ =>
        {
            _paced = false;
            Pump();
        });
        Receive<FeedProtocol.GetStatus>(_ => Sender.Tell(new FeedProtocol.LineStatus(
            _line, State, _reason, _until, _epoch, _book.Capacity,
            _book.Topics.Count, _book.Count(RegistrationStatus.Active), _book.Count(RegistrationStatus.Refused))));
        Receive<FeedProtocol.Drain>(_ => Drain());
        Receive<Closed>(_ =>
        {
            Stand(LineState.Closed);
            _pool.Tell(new LineClosed(_line));
        });

        Context.ActorOf(
            BackoffSupervisor.Props(Backoff
                .OnStop(connection(Self), "life", feed.Options.ReconnectMin, feed.Options.ReconnectMax, randomFactor: 0.2, maxNrOfRetries: -1)
                .WithDefaultStoppingStrategy() // a crash ends the life as a lost socket does
                .WithManualReset()),           // a life is good after it was stable, not when it opened
            "lives");
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(FeedContext feed, int line, IActorRef pool, Func<IActorRef, Props> connection) =>
        Made.By(() => new FeedLineActor(feed, line, pool, connection));

    /// <summary>An open line is registering as long as a registration waits for its answer.</summary>
    private LineState State => _state == LineState.Live && _book.Count(RegistrationStatus.Wanted) + _book.Count(RegistrationStatus.Asked) > 0
        ? LineState.Registering
        : _state;

    private void Stand(LineState state, string reason = "", DateTimeOffset? until = null) => (_state, _reason, _until) = (state, reason, until);

    private void OnLifeBegan(LifeBegan msg)
    {
        (_epoch, _connection, _open, _paced) = (msg.Epoch, msg.Connection, true, false);
        Stand(LineState.Live);
        _book.LifeBegan();
        Publish(new FeedOpened(_feed.Now, _line, _epoch));
        _pool.Tell(new LineOpened(_line));
        Pump();
    }

    private void OnAnswered(Answered msg)
    {
        var reaction = msg.Verdict.Reaction;
        if (!_book.Answered(msg.Message.Subject, reaction, $"{msg.Message.MessageCode} {msg.Message.Text}") && !msg.Verdict.EndsLife)
            _log.Info("the venue answered what was not asked: {0} {1}", msg.Message.MessageCode, msg.Message.Subject);
        if (_book.InFlight is null) Timers.Cancel(nameof(AnswerOverdue));
        if (reaction == Reaction.ShrinkCapacity)
        {
            _log.Warning("the venue takes {0} registrations over app key {1}, not {2}", _book.Capacity, _line, _feed.Options.Capacity);
            _pool.Tell(new LineLearned(_line, _book.Capacity));
        }

        if (reaction == Reaction.Activate && _lost is { } gap)
        {
            _lost = null;
            Publish(new FeedResumed(_feed.Now, _line, _epoch, gap.At, gap.Reason));
        }

        Pump();
    }

    private void OnLifeEnded(LifeEnded msg)
    {
        var wasOpen = _open && msg.Epoch == _epoch;
        _connection = null;
        Stand(LineState.BackingOff, msg.Reason);
        Timers.CancelAll();
        if (wasOpen)
        {
            _open = false;
            _lost ??= (_feed.Now, msg.Reason);
            _pool.Tell(new LineInterrupted(_feed.Now, Interrupted()));
            _book.LifeEnded();
            Tell();
        }

        Publish(new FeedLost(_feed.Now, _line, msg.Epoch, msg.Reason));
        if (_stopping) _pool.Tell(new LineClosed(_line)); // a life that ended by itself may never hear that it was to close
    }

    private OptionCode[] Interrupted() => [.. _book.Topics.Where(topic => topic.Kind == RecordKind.ExpectedExecution).Select(topic => topic.Code)];

    /// <summary>Held back for longer than a back-off: what it holds is better off on another line.</summary>
    private void OnBlocked(Blocked msg)
    {
        Stand(msg.State, msg.Reason, msg.Until);
        Publish(new FeedBlocked(_feed.Now, _line, msg.Reason, msg.Until));
        _pool.Tell(new LineBlocked(_line));
        foreach (var topic in _book.Topics.ToArray()) _book.Unwant(topic);
        Tell();
    }

    /// <summary>Sends the next request when the venue is ready for one, and passes on what the book says.</summary>
    private void Pump()
    {
        if (_open && !_paced && _book.Next() is { } request)
        {
            _connection.Tell(new ConnectionProtocol.Ask(request));
            Timers.StartSingleTimer(nameof(AnswerOverdue), AnswerOverdue.Instance, _feed.Options.AnswerTimeout);
            if (_feed.Options.RequestPace > TimeSpan.Zero)
            {
                _paced = true;
                Timers.StartSingleTimer(nameof(Paced), Paced.Instance, _feed.Options.RequestPace);
            }
        }

        Tell();
    }

    private void Tell()
    {
        if (_book.TakeChanges() is { Count: > 0 } changes) _pool.Tell(new LineChanged(_line, changes));
    }

    private void Drain()
    {
        _stopping = true;
        if (_connection is { } connection) connection.Tell(Close.Instance);
        else _pool.Tell(new LineClosed(_line)); // between two lives: there is no socket, and the next life is told to stay closed
    }

    private static void Publish(IFeedEvent happened) => Context.System.EventStream.Publish(happened);

    private sealed record AnswerOverdue
    {
        public static AnswerOverdue Instance { get; } = new();
    }

    private sealed record Paced
    {
        public static Paced Instance { get; } = new();
    }
}

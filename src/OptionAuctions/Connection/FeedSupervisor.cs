using Akka.Actor;
using Akka.Event;
using Akka.Pattern;
using Akka.Streams;
using OptionAuctions.Codes;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using static OptionAuctions.Connection.ConnectionProtocol;

namespace OptionAuctions.Connection;

/// <summary>
/// One feed over one app key: holds what is wanted, above the lives of the connection; begins those lives with Akka's back-off;
/// runs the stream, once, whatever happens to sockets.
/// </summary>
public sealed class FeedSupervisor : ReceiveActor, IWithTimers
{
    private readonly FeedContext _feed;
    private readonly IActorRef _router;
    private readonly SubscriptionBook _book;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly List<IActorRef> _draining = [];
    private IActorRef? _connection;
    private int _epoch;
    private bool _open, _paced, _stopping, _drained;
    private (DateTimeOffset At, string Reason)? _lost;

    /// <summary>A feed; see <see cref="Props(FeedOptions, FeedMeter, TimeProvider, IActorRef, HttpClient)"/>.</summary>
    public FeedSupervisor(FeedContext feed, IActorRef router, Func<IActorRef, Props> connection)
    {
        (_feed, _router) = (feed, router);
        _book = new SubscriptionBook(feed.Options.Capacity);

        Receive<FeedProtocol.Want>(msg =>
        {
            foreach (var code in msg.Codes) _book.Want(code);
            Pump();
        });
        Receive<Began>(msg =>
        {
            _connection = msg.Connection;
            if (_stopping) _connection.Tell(Close.Instance);
        });
        Receive<LifeBegan>(OnLifeBegan);
        Receive<Answered>(OnAnswered, msg => _open && msg.Epoch == _epoch);
        Receive<LifeEnded>(OnLifeEnded);
        Receive<Blocked>(msg => Publish(new FeedBlocked(_feed.Now, msg.Reason, msg.Until)));
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
        Receive<FeedProtocol.GetStatus>(_ => Sender.Tell(new FeedProtocol.FeedStatus(
            _epoch, _open, _book.Capacity, _book.Count(RegistrationStatus.Active), _book.Count(RegistrationStatus.Deferred), _book.Count(RegistrationStatus.Refused))));
        Receive<FeedProtocol.GetCounts>(_ => Sender.Tell(_feed.Meter.Read()));
        Receive<FeedProtocol.GetRefusals>(_ => Sender.Tell(new FeedProtocol.RefusalsKept(_feed.Meter.Refusals)));
        Receive<FeedProtocol.Drain>(_ => Drain());
        Receive<Closed>(_ => _feed.Intake.Complete());
        Receive<RoutingProtocol.Settled>(_ => OnDrained());
        Receive<RoutingProtocol.StreamFailed>(msg =>
        {
            _log.Error(msg.Cause, "the stream failed and is started again");
            RunStream();
        });

        var lives = BackoffSupervisor.Props(Backoff
            .OnStop(connection(Self), "life", feed.Options.ReconnectMin, feed.Options.ReconnectMax, randomFactor: 0.2, maxNrOfRetries: -1)
            .WithDefaultStoppingStrategy() // a crash ends the life as a lost socket does
            .WithManualReset());           // a life is good after it was stable, not when it opened
        _router.Tell(new RoutingProtocol.FeedAttached(Self));
        RunStream();
        Context.ActorOf(lives, "lives");
    }

    /// <summary>Set by Akka.</summary>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How a feed is made.</summary>
    /// <param name="options">Checked options; see <see cref="FeedOptionsValidation"/>.</param>
    /// <param name="meter">Counts what the feed does.</param>
    /// <param name="time">The clock to live on.</param>
    /// <param name="router">Who takes the records: a <see cref="CodeRouterActor"/>.</param>
    /// <param name="approvals">Calls the approval endpoint.</param>
    public static Props Props(FeedOptions options, FeedMeter meter, TimeProvider time, IActorRef router, HttpClient approvals)
    {
        var feed = new FeedContext(options, meter, time, approvals);
        return Props(feed, router, supervisor => FeedConnectionActor.Props(feed, supervisor));
    }

    internal static Props Props(FeedContext feed, IActorRef router, Func<IActorRef, Props> connection) =>
        Akka.Actor.Props.Create(() => new FeedSupervisor(feed, router, connection));

    private void RunStream() => FeedGraph.Create(_feed.Intake, _feed.Layout, _feed.Meter, _router).Run(Context.Materializer());

    private void OnLifeBegan(LifeBegan msg)
    {
        (_epoch, _connection, _open, _paced) = (msg.Epoch, msg.Connection, true, false);
        _book.LifeBegan();
        Publish(new FeedOpened(_feed.Now, _epoch));
        Pump();
    }

    private void OnAnswered(Answered msg)
    {
        if (!_book.Answered(msg.Message.TrKey, msg.Reaction, $"{msg.Message.MessageCode} {msg.Message.Text}") && !msg.Reaction.EndsLife())
            _log.Info("the venue answered what was not asked: {0} {1}", msg.Message.MessageCode, msg.Message.TrKey);
        if (_book.InFlight is null) Timers.Cancel(nameof(AnswerOverdue));
        if (msg.Reaction == Reaction.Activate && _lost is { } gap)
        {
            _lost = null;
            Publish(new FeedResumed(_feed.Now, _epoch, gap.At, gap.Reason));
        }

        Pump();
    }

    private void OnLifeEnded(LifeEnded msg)
    {
        var wasOpen = _open && msg.Epoch == _epoch;
        _connection = null;
        Timers.CancelAll();
        if (wasOpen)
        {
            _open = false;
            _lost ??= (_feed.Now, msg.Reason);
            _router.Tell(new RoutingProtocol.FeedInterrupted(_feed.Now));
            _book.LifeEnded();
            Tell(_book.TakeChanges());
        }

        Publish(new FeedLost(_feed.Now, msg.Epoch, msg.Reason));
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

        Tell(_book.TakeChanges());
    }

    private void Tell(IReadOnlyList<BookChange> changes)
    {
        foreach (var (code, status, reason) in changes)
        {
            _router.Tell(new FeedProtocol.Registration(code, status, _feed.Now, reason));
            Publish(new CodeRegistrationChanged(_feed.Now, code, status, reason));
        }
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
        if (_connection is { } connection) connection.Tell(Close.Instance);
        else _feed.Intake.Complete(); // between two lives: there is no socket, and the next life is told to stay closed
    }

    private void OnDrained()
    {
        _drained = true;
        foreach (var asker in _draining) asker.Tell(FeedProtocol.Drained.Instance);
        _draining.Clear();
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

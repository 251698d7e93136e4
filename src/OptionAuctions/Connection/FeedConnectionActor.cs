using Akka.Actor;
using Akka.Event;
using Akka.Pattern;
using OptionAuctions.Dispatch;
using OptionAuctions.Wire;
using static OptionAuctions.Connection.ConnectionProtocol;

namespace OptionAuctions.Connection;

/// <summary>
/// One life of the connection: Authorizing, Connecting, Live, Closing; or held back as SlotHeld or Parked. When it stops, the
/// back-off above it begins the next one.
/// </summary>
internal sealed class FeedConnectionActor : ReceiveActor, IWithTimers
{
    private readonly LineContext _line;
    private readonly FeedContext _feed;
    private readonly IActorRef _supervisor;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CancellationTokenSource _life = new();
    private readonly Silence _silence;
    private readonly int _epoch;
    private FeedSocket? _socket;
    private MessageReader? _reader;
    private Secret? _key;
    private Quietness _quietness;
    private bool _answered, _told;

    public FeedConnectionActor(LineContext line, IActorRef supervisor)
    {
        var feed = line.Feed;
        (_line, _feed, _supervisor) = (line, feed, supervisor);
        _silence = new Silence(feed.Options.SilenceWarn, feed.Options.SilenceRecycle);
        _epoch = feed.NextEpoch();
        Authorizing();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(LineContext line, IActorRef supervisor) =>
        Made.By(() => new FeedConnectionActor(line, supervisor));

    protected override void PreStart()
    {
        _supervisor.Tell(new Began(Self));
        if (_line.Budget.BlockedUntil(_line.Dials.Dials, _feed.Now) is { } until)
        {
            Block(LineState.Parked, $"the dial budget is spent ({_feed.Options.DialsPerTenMinutes} in ten minutes, {_feed.Options.DialsPerDay} a day)", until);
            return;
        }

        _line.Dials.Add(_feed.Now); // asking for a key counts: a venue that bans does not tell one knock from another
        _line.Keys.GetAsync(_life.Token).PipeTo(Self, success: key => new Authorized(key), failure: cause => new Failed(cause));
    }

    protected override void PostStop()
    {
        _life.Cancel();
        if (_socket is not { } socket) return;
        _ = socket.CloseAsync(); // stopped from outside or crashed: the close frame frees the slot
        if (!_told) _supervisor.Tell(new LifeEnded(_epoch, "the connection's actor stopped"));
    }

    private void Authorizing()
    {
        Receive<Authorized>(msg =>
        {
            _key = msg.Key;
            var (self, feed) = (Self, _feed);
            _socket = new FeedSocket(feed);
            _reader = new MessageReader(_epoch, feed, _socket.Echo, answer => self.Tell(answer));
            _socket.OpenAsync(_reader).PipeTo(self, success: () => Opened.Instance, failure: cause => new Failed(cause));
            _supervisor.Tell(new Stands(LineState.Connecting));
            Become(Connecting);
        });
        Receive<Failed>(GiveUp);
        Receive<Close>(_ => StayClosed());
    }

    private void Connecting()
    {
        Receive<Opened>(_ =>
        {
            _socket!.WhenClosed.PipeTo(Self, success: reason => new Lost(reason));
            _log.Info("feed connection {0} open", _epoch);
            Timers.StartSingleTimer(nameof(FeedOptions.StableAfter), Stable.Instance, _feed.Options.StableAfter);
            Timers.StartPeriodicTimer(nameof(Listen), Listen.Instance, _silence.Warn / 4);
            _supervisor.Tell(new LifeBegan(_epoch, Self));
            Become(Live);
        });
        Receive<Failed>(GiveUp);
        Receive<Close>(_ =>
        {
            _socket!.Dispose();
            StayClosed();
        });
        Receive<ControlMessage>(_ => _reader!.AnswerWasRead()); // nothing was asked yet
    }

    private void Live()
    {
        Receive<ConnectionProtocol.Ask>(msg => _socket!.SendAsync(Encode(msg.Request)).PipeTo(Self, failure: cause => new Lost(cause.GetBaseException().Message)));
        Receive<ControlMessage>(OnAnswer);
        Receive<Lost>(msg => End(msg.Reason, Stop));
        Receive<Recycle>(msg => End(msg.Reason, Stop));
        Receive<Close>(_ => End("closed by us", StayClosed));
        Receive<Listen>(_ => OnListen());
        Receive<Stable>(_ =>
        {
            if (_answered) Context.Parent.Tell(BackoffSupervisor.Reset.Instance);
        });
    }

    private void OnListen()
    {
        var quiet = _socket!.QuietFor;
        var before = _quietness;
        _quietness = _silence.Of(quiet);
        if (_quietness == Quietness.Dead) End($"no frame for {quiet.TotalSeconds:0} s", Stop);
        else if (_quietness > before) _log.Warning("feed connection {0} has heard nothing for {1:0} s", _epoch, quiet.TotalSeconds);
    }

    private void OnAnswer(ControlMessage message)
    {
        _reader!.AnswerWasRead();
        var answer = message with { Text = _line.Keys.Scrub(message.Text) };
        var verdict = Verdict.On(answer.Meaning);
        var reaction = verdict.Reaction;
        if (verdict.IsAlarm) _log.Warning("the venue says {0} {1} {2}", answer.MessageCode, answer.Text, answer.Subject);
        _answered = true;
        if (reaction == Reaction.Activate) _line.Keys.Accepted();
        _supervisor.Tell(new Answered(_epoch, answer, verdict));

        var said = $"{answer.MessageCode} {answer.Text}";
        switch (reaction)
        {
            case Reaction.NewKey when _line.Keys.Refused():
                End(said, Stop);
                break;
            case Reaction.NewKey:
                End(said, () => Block(LineState.Parked, $"a new approval key was refused too: {said}", until: null));
                break;
            case Reaction.WaitForSlot:
                End(said, () => Block(LineState.SlotHeld, $"another session holds this app key: {said}", _feed.Now + _feed.Options.SlotHeldWait));
                break;
            case Reaction.Park:
                End(said, () => Block(LineState.Parked, said, until: null));
                break;
        }
    }

    /// <summary>Closes the socket, tells the supervisor when that is done, and goes on with what comes after.</summary>
    private void End(string reason, Action then)
    {
        Timers.CancelAll();
        _log.Info("feed connection {0} ends: {1}", _epoch, reason);
        _supervisor.Tell(new Stands(LineState.Draining));
        _socket!.CloseAsync().PipeTo(Self, success: () => SocketClosed.Instance);
        Become(() =>
        {
            Receive<SocketClosed>(_ =>
            {
                Tell(reason);
                then();
            });
            Receive<Close>(_ => then = StayClosed);
            Receive<ControlMessage>(_ => _reader!.AnswerWasRead());
            ReceiveAny(_ => { }); // what was under way when the end began
        });
    }

    private void GiveUp(Failed failed)
    {
        var reason = _line.Keys.Scrub(failed.Cause.Message);
        _log.Warning("feed connection {0} failed: {1}", _epoch, reason);
        Tell(reason); // a socket that failed to open has let go of itself
        if (failed.Cause is ApprovalFailedException { IsFinal: true }) Block(LineState.Parked, reason, until: null);
        else Stop();
    }

    private void Tell(string reason)
    {
        (_socket, _told) = (null, true);
        _supervisor.Tell(new LifeEnded(_epoch, reason));
    }

    private void Block(LineState state, string reason, DateTimeOffset? until)
    {
        _log.Warning("feed does not dial: {0}", reason);
        _supervisor.Tell(new Blocked(state, reason, until));
        if (until is { } free) Timers.StartSingleTimer(nameof(Block), Unblocked.Instance, free - _feed.Now);
        Become(() =>
        {
            Receive<Unblocked>(_ => Stop());
            Receive<Close>(_ => StayClosed());
            ReceiveAny(_ => { });
        });
    }

    private void StayClosed()
    {
        _life.Cancel();
        _supervisor.Tell(Closed.Instance);
        Become(() => ReceiveAny(_ => { }));
    }

    private void Stop() => Context.Stop(Self);

    private byte[] Encode(BookRequest request)
    {
        var (code, layout) = (request.Topic.Code, RecordLayout.Of(request.Topic.Kind));
        return request.Release
            ? RequestEncoder.Unsubscribe(_key!, _feed.Options.CustomerType, layout, code)
            : RequestEncoder.Subscribe(_key!, _feed.Options.CustomerType, layout, code);
    }

    private sealed record Authorized(Secret Key);

    private sealed record Failed(Exception Cause);

    private sealed record Lost(string Reason);

    private sealed record Opened
    {
        public static Opened Instance { get; } = new();
    }

    private sealed record SocketClosed
    {
        public static SocketClosed Instance { get; } = new();
    }

    private sealed record Listen
    {
        public static Listen Instance { get; } = new();
    }

    private sealed record Stable
    {
        public static Stable Instance { get; } = new();
    }

    private sealed record Unblocked
    {
        public static Unblocked Instance { get; } = new();
    }
}

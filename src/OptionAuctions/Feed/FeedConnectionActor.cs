using System.Globalization;
using Akka.Actor;
using Akka.Event;
using Akka.Pattern;
using OptionAuctions.Dispatch;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.Feed.Registrations;
using OptionAuctions.Wire;
using static OptionAuctions.Feed.ConnectionProtocol;

namespace OptionAuctions.Feed;

/// <summary>
/// The actor of one connection to the venue: Authorizing, Connecting, Live, Closing; or blocked as SlotHeld or Parked. When it stops, the back-off
/// supervisor above it starts the next one.
/// </summary>
internal sealed class FeedConnectionActor : ReceiveActor
{
    private readonly AppKeySessionContext _context;
    private readonly FeedContext _feed;
    private readonly IActorRef _session, _self;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CancellationTokenSource _lifetime = new();
    private readonly IdleTimeouts _idleTimeouts;
    private readonly ActorTimer _stable, _livenessCheck, _closeLimit;
    private readonly WallClockTimer _unblock;
    private readonly int _epoch;
    private FeedSocket? _socket;
    private ConnectionMessageHandler? _reader;
    private Secret? _approvalKey;
    private Liveness _liveness;
    private bool _answered, _endReported;

    public FeedConnectionActor(AppKeySessionContext context, IActorRef session)
    {
        var feed = context.Feed;
        (_context, _feed, _session, _self) = (context, feed, session, Self);
        _idleTimeouts = new IdleTimeouts(feed.Options.Connection.IdleWarning, feed.Options.Connection.IdleReconnect);
        _epoch = feed.NextEpoch();
        _stable = new ActorTimer(Self, Stable.Instance, feed.Time);
        _livenessCheck = new ActorTimer(Self, CheckLiveness.Instance, feed.Time);
        _closeLimit = new ActorTimer(Self, CloseOverdue.Instance, TimeProvider.System); // the close of a socket takes real time
        _unblock = new WallClockTimer(Self, Unblocked.Instance, feed.Time);
        Authorizing();
    }

    /// <summary>Creates the Props of a connection.</summary>
    /// <param name="context">What all connections of the app key share.</param>
    /// <param name="session">Receives the connection's events.</param>
    public static Props Props(AppKeySessionContext context, IActorRef session) =>
        PropsFactory.Create(() => new FeedConnectionActor(context, session));

    protected override void PreStart()
    {
        _session.Tell(new Started(Self));
        var connectBy = _feed.ConnectBy;
        var check = _context.CheckDial(connectBy);
        if (check.Warning.Length > 0) Warn(check.Warning);
        if (check.Until is { } until)
        {
            Block(AppKeySessionState.Parked, check.Reason, until);
            return;
        }

        if (NightDialing.Until(_feed.Now, _context.LastDial?.Age(_feed.Time), connectBy) is { } due)
        {
            WaitOutNight(due);
            return;
        }

        _context.LastDial = ClockReading.Of(_feed.Time);
        KeyAsync(_context, _lifetime.Token).PipeTo(Self, success: key => new Authorized(key), failure: cause => new Failed(cause));
    }

    protected override void PostStop()
    {
        _lifetime.Cancel();
        _feed.Options.AppKeysRenewed -= OnAppKeysRenewed;
        foreach (var timer in (IDisposable[])[_stable, _livenessCheck, _closeLimit, _unblock]) timer.Dispose();
        if (_socket is not { } socket) return;
        _context.FormerSocket = socket.CloseAsync(); // stopped from outside or crashed: the WebSocket close frame frees the slot
        if (!_endReported) _session.Tell(new ConnectionEnded(_epoch, "the connection's actor stopped"));
    }

    private void Authorizing()
    {
        Receive<Authorized>(msg =>
        {
            _approvalKey = msg.Key;
            var (self, feed) = (Self, _feed);
            _socket = new FeedSocket(feed, _context.Dials.Sockets);
            _reader = new ConnectionMessageHandler(_context.AppKey, _epoch, feed, _socket.Echo, answer => self.Tell(new AnswerReceived(answer)));
            _socket.OpenAsync(_reader).PipeTo(self, success: () => Opened.Instance, failure: cause => new Failed(cause));
            _session.Tell(new StateChanged(AppKeySessionState.Connecting));
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
            _log.Info("Feed connection {Epoch} is open", _epoch);
            _stable.Start(_feed.Options.Dialing.StableAfter);
            _livenessCheck.StartPeriodic(_idleTimeouts.Warn / 4);
            _session.Tell(new ConnectionOpened(_epoch, Self));
            Become(Live);
        });
        Receive<Failed>(GiveUp);
        Receive<Close>(_ => CloseWhenOpen());
        Receive<AnswerReceived>(_ => _reader!.OnAnswerHandled()); // no request was sent yet
    }

    /// <summary>
    /// Waits for the upgrade that is under way, for as long as a close may take: a connection that the venue has accepted is closed with a close frame,
    /// which frees its slot.
    /// </summary>
    private void CloseWhenOpen()
    {
        _closeLimit.Start(_feed.Options.Connection.CloseTimeout);
        Become(() =>
        {
            Receive<Opened>(_ =>
            {
                _closeLimit.Cancel();
                End("closed by us", StayClosed);
            });
            Receive<Failed>(_ => Abandon());
            Receive<CloseOverdue>(_ => Abandon(), _ => _closeLimit.IsDue());
            ReceiveAny(_ => { });
        });
    }

    /// <summary>Gives an upgrade up that has failed or takes too long. The socket says good-bye by itself, should it open after all.</summary>
    private void Abandon()
    {
        _socket!.Dispose();
        _socket = null;
        StayClosed();
    }

    private void Live()
    {
        Receive<ConnectionProtocol.SendRequest>(msg =>
            _socket!.SendAsync(Encode(msg.Request)).PipeTo(Self, failure: cause => new Lost(cause.GetBaseException().Message)));
        Receive<AnswerReceived>(msg => OnAnswer(msg.Message));
        Receive<Lost>(msg => End(msg.Reason, Stop));
        Receive<Reconnect>(msg => End(msg.Reason, Stop));
        Receive<Close>(msg => End("closed by us", StayClosed, msg.Registered));
        Receive<CheckLiveness>(_ => OnCheckLiveness());
        Receive<Stable>(_ =>
        {
            if (!_stable.IsDue()) return;
            if (_answered || _reader!.IsKeptAlive) Context.Parent.Tell(BackoffSupervisor.Reset.Instance);
            else _stable.Start(_feed.Options.Dialing.StableAfter); // it may become so
        });
    }

    private void OnCheckLiveness()
    {
        if (!_livenessCheck.IsDue()) return;
        var quiet = _socket!.QuietFor;
        var before = _liveness;
        _liveness = _idleTimeouts.Of(quiet);
        if (_liveness == Liveness.Dead) End(FormattableString.Invariant($"no frame for {quiet.TotalSeconds:0} s"), Stop);
        else if (_liveness > before) _log.Warning("feed connection {Epoch} has heard nothing for {Seconds} s", _epoch, (long)quiet.TotalSeconds);
    }

    private void OnAnswer(ControlMessage answer)
    {
        _reader!.OnAnswerHandled();
        var verdict = Verdict.On(answer.Meaning);
        var reaction = verdict.Reaction;
        if (!Verdict.IsAttributable(answer.Subject, reaction))
        {
            _log.Warning("The venue's answer is about no code of this feed and changes nothing: {MessageCode} {Text}", answer.MessageCode, answer.Text);
            return;
        }

        if (verdict.IsAlarm) _log.Warning("The venue answered {MessageCode} {Text} {Subject}", answer.MessageCode, answer.Text, answer.Subject);
        _answered = true;
        if (reaction == Reaction.Activate)
        {
            _context.Keys.Accepted();
            _context.SlotHeldInARow = 0;
        }

        _session.Tell(new Answered(_epoch, answer, verdict));

        var reason = $"{answer.MessageCode} {answer.Text}";
        switch (reaction)
        {
            case Reaction.NewKey when _context.Keys.Refused():
                End(reason, Stop);
                break;
            case Reaction.NewKey:
                End(reason, () => Block(AppKeySessionState.Parked, $"a new approval key was refused too: {reason}", until: null));
                break;
            case Reaction.WaitForSlot:
                End(reason, () => OnSlotHeld($"another session holds this app key: {reason}"));
                break;
            case Reaction.Park:
                End(reason, () => Block(AppKeySessionState.Parked, reason, until: null));
                break;
        }
    }

    /// <summary>Closes the socket and reports the end to the session when that is done.</summary>
    /// <param name="reason">The reason, for the log and the session.</param>
    /// <param name="then">Runs after that. A <see cref="ConnectionProtocol.Close"/> that comes meanwhile replaces it with <see cref="StayClosed"/>.</param>
    /// <param name="registered">What is released before.</param>
    private void End(string reason, Action then, IReadOnlyList<Topic>? registered = null)
    {
        _stable.Cancel();
        _livenessCheck.Cancel();
        _log.Info("Feed connection {Epoch} ends: {Reason}", _epoch, reason);
        _session.Tell(new StateChanged(AppKeySessionState.Draining));
        var releases = (registered ?? []).Select(topic => Encode(new RegistrationRequest(topic, Release: true))).ToArray();
        _context.FormerSocket = _socket!.CloseAsync(releases);
        _context.FormerSocket.PipeTo(Self, success: () => SocketClosed.Instance);
        Become(() =>
        {
            Receive<SocketClosed>(_ =>
            {
                ReportEnd(reason);
                then();
            });
            Receive<Close>(_ => then = StayClosed);
            Receive<AnswerReceived>(_ => _reader!.OnAnswerHandled());
            ReceiveAny(_ => { }); // what was in flight when the close began
        });
    }

    private void GiveUp(Failed failed)
    {
        var reason = failed.Cause.Message;
        if (failed.Cause is DialBlockedException { Until: var until }) // nothing was dialed
        {
            _socket = null;
            Block(AppKeySessionState.Parked, reason, until);
            return;
        }

        _log.Warning("Feed connection {Epoch} failed: {Reason}", _epoch, reason);
        ReportEnd(reason); // a socket that failed to open has disposed of itself
        if (failed.Cause is ApprovalFailedException { IsFinal: true }) Block(AppKeySessionState.Parked, reason, until: null);
        else Stop();
    }

    private void ReportEnd(string reason)
    {
        (_socket, _endReported) = (null, true);
        _session.Tell(new ConnectionEnded(_epoch, reason));
    }

    private void Warn(string text)
    {
        _log.Warning("{Text}", text);
        Context.System.EventStream.Publish(new FeedWarned(_feed.Now, text));
    }

    /// <summary>Tries a few times to get the slot that another session holds, then stops trying: a person has to end the other session.</summary>
    private void OnSlotHeld(string reason)
    {
        var (tries, most) = (++_context.SlotHeldInARow, _feed.Options.Dialing.SlotHeldTries);
        if (tries < most) WaitForSlot(reason, _feed.Options.Dialing.SlotHeldWait);
        else Block(AppKeySessionState.Parked, FormattableString.Invariant($"{reason}, {tries} times in a row"), until: null);
    }

    /// <summary>Waits while another session holds the app key. A clock that is set back meanwhile does not make the wait longer; its end is told anew.</summary>
    private void WaitForSlot(string reason, TimeSpan wait)
    {
        var began = ClockReading.Of(_feed.Time);
        Block(AppKeySessionState.SlotHeld, reason, _feed.Now + wait, then: () =>
        {
            if (wait - began.Age(_feed.Time) is var rest && rest > TimeSpan.Zero) WaitForSlot(reason, rest);
            else DialAgain();
        });
    }

    /// <summary>Ends without a back-off on top of the wait.</summary>
    private void DialAgain()
    {
        Context.Parent.Tell(BackoffSupervisor.Reset.Instance);
        Stop();
    }

    /// <summary>Does not dial until a moment of the wall clock, or for good.</summary>
    /// <param name="state">The state of the session meanwhile.</param>
    /// <param name="reason">The reason, for the log and the session.</param>
    /// <param name="until">The moment; <see langword="null"/> when a person has to act.</param>
    /// <param name="then">Runs at that moment, or when the clock was set back; by default the next connection begins, and asks the dial budget anew.</param>
    private void Block(AppKeySessionState state, string reason, DateTimeOffset? until, Action? then = null)
    {
        _log.Warning("The feed does not dial: {Reason}", reason);
        _session.Tell(new Blocked(state, reason, until));
        if (until is null)
        {
            _feed.Options.AppKeysRenewed += OnAppKeysRenewed;
            OnAppKeysRenewed(); // they may have been meanwhile
        }

        Wait(until, then ?? Stop);
    }

    /// <summary>
    /// Waits while no trading session is open. That is a back-off and no block: nothing is missed, no person has to know, and the session keeps its codes.
    /// </summary>
    private void WaitOutNight(DateTimeOffset due)
    {
        const string Reason = "no trading session is open, and the venue is not dialed as often then";
        _log.Info("The feed dials next at {Due}: {Reason}", due.ToString("HH:mm:ss", CultureInfo.InvariantCulture), Reason);
        _session.Tell(new StateChanged(AppKeySessionState.BackingOff, Reason, due));
        Wait(due, DialAgain);
    }

    private void Wait(DateTimeOffset? until, Action then)
    {
        if (until is { } end) _unblock.StartAt(end);
        Become(() =>
        {
            Receive<Unblocked>(_ => then(), _ => _unblock.IsDue());
            Receive<AppKeysRenewed>(_ => Stop(), _ => _context.Dials.AreRenewed);
            Receive<Close>(_ => StayClosed());
            ReceiveAny(_ => { });
        });
    }

    private void OnAppKeysRenewed() => _self.Tell(AppKeysRenewed.Instance); // by the host, on any thread

    private void StayClosed()
    {
        _lifetime.Cancel();
        _session.Tell(Closed.Instance);
        Become(() => ReceiveAny(_ => { }));
    }

    private void Stop() => Context.Stop(Self);

    /// <summary>Waits until the socket of the connection before is closed, and asks for an approval key: the venue takes one connection at a time.</summary>
    private static async Task<Secret> KeyAsync(AppKeySessionContext context, CancellationToken stop)
    {
        await context.FormerSocket.ConfigureAwait(false);
        return await context.Keys.GetAsync(stop).ConfigureAwait(false);
    }

    private byte[] Encode(RegistrationRequest request)
    {
        var (code, layout) = (request.Topic.Code, RecordLayout.For(request.Topic)!); // a topic without one is refused before it is planned
        return request.Release
            ? RequestEncoder.Release(_approvalKey!, _feed.Options.CustomerType, layout, code)
            : RequestEncoder.Register(_approvalKey!, _feed.Options.CustomerType, layout, code);
    }

    private sealed record Authorized(Secret Key) : INoSerializationVerificationNeeded;

    private sealed record AnswerReceived(ControlMessage Message) : INoSerializationVerificationNeeded;

    private sealed record Failed(Exception Cause) : INoSerializationVerificationNeeded;

    private sealed record Lost(string Reason) : INoSerializationVerificationNeeded;

    private sealed record Opened : INoSerializationVerificationNeeded
    {
        public static Opened Instance { get; } = new();
    }

    private sealed record SocketClosed : INoSerializationVerificationNeeded
    {
        public static SocketClosed Instance { get; } = new();
    }

    private sealed record CloseOverdue : INoSerializationVerificationNeeded
    {
        public static CloseOverdue Instance { get; } = new();
    }

    private sealed record CheckLiveness : INoSerializationVerificationNeeded
    {
        public static CheckLiveness Instance { get; } = new();
    }

    private sealed record Stable : INoSerializationVerificationNeeded
    {
        public static Stable Instance { get; } = new();
    }

    private sealed record AppKeysRenewed : INoSerializationVerificationNeeded
    {
        public static AppKeysRenewed Instance { get; } = new();
    }

    private sealed record Unblocked : INoSerializationVerificationNeeded
    {
        public static Unblocked Instance { get; } = new();
    }
}

using Akka.Actor;
using OptionAuctions.Dispatch;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Codes;

/// <summary>
/// Stands between one code and the host's own actor for it: an ordinary subscriber to the code, and the supervisor of that actor, which
/// it restarts as often as it may, and names when it is slow. It ends with its actor, or with its code once that has told its last.
/// </summary>
internal sealed class CodeActorHost : ReceiveActor
{
    private readonly CodeActors _terms;
    private readonly AuctionCell _cell;
    private readonly Wire.OptionCode _code;
    private readonly IActorRef _codeActor, _router;
    private readonly RestartBudget _restarts;
    private IActorRef? _custom, _subscription;
    private AuctionChanges? _underWay;
    private long _since, _told; // timestamp and revision of what is under way
    private ITimer? _timer;
    private bool _armed, _lagging, _codeEnded, _ended;
    private (string Said, Exception? Cause) _why = ("it stopped itself", null);

    public CodeActorHost(AuctionCell cell, IActorRef codeActor, CodeActors terms)
    {
        (_cell, _codeActor, _terms, _code, _restarts, _router) = (cell, codeActor, terms, cell.State.Code, terms.Restarts(), Context.Parent);
        Receive<AuctionChanges>(OnChanges);
        Receive<Ack>(OnAck);
        Receive<SubscriptionProtocol.SubscriptionEnded>(_ => // it has not been heard of for very long
        {
            _ended = true;
            if (_codeEnded) Context.Stop(Self); // nor can it be told anything that it would begin anew with
        });
        Receive<Look>(_ => OnLook());
        Receive<Terminated>(msg => OnTerminated(msg.ActorRef));
    }

    public static Props Props(AuctionCell cell, IActorRef codeActor, CodeActors terms) =>
        Made.By(() => new CodeActorHost(cell, codeActor, terms));

    protected override void PreStart()
    {
        try
        {
            if (_terms.Choose(_code) is { } props) _custom = Context.Watch(Context.ActorOf(props, "actor"));
        }
        catch (Exception ofTheHost) // whatever its factory or its Props may throw: this code goes on without it
        {
            _terms.Stopped(_code, "it could not be made:", ofTheHost);
        }

        if (_custom is null)
        {
            Context.Stop(Self);
            return;
        }

        Context.Watch(_codeActor);
        _router.Tell(new CodeProtocol.Attend(_cell));
    }

    protected override void PostStop() => _timer?.Dispose();

    protected override bool AroundReceive(Receive receive, object message)
    {
        _terms.Mailboxes.Took(MailboxKind.CodeActorHost, Context);
        return base.AroundReceive(receive, message);
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(Decide);

    /// <summary>What was under way died with the actor; a new subscription begins with a snapshot.</summary>
    private Directive Decide(Exception cause)
    {
        (_underWay, _lagging, _ended) = (null, false, false);
        var killed = cause is ActorKilledException;
        if (killed || _codeEnded || !_restarts.TrySpend())
        {
            _why = (killed || _codeEnded ? "" : _terms.TooMany, cause);
            return Directive.Stop;
        }

        _terms.Restarted(_code, cause);
        _router.Tell(new CodeProtocol.Attend(_cell), Self);
        return Directive.Restart;
    }

    private void OnChanges(AuctionChanges changes)
    {
        (_underWay, _subscription, _since) = (changes, Sender, _terms.Time.GetTimestamp());
        if (changes.Count > 0) _told = changes[^1].Current.Revision;
        if (!_armed) Arm(_terms.SlowAfter);
        _custom.Tell(changes);
        _terms.Mailboxes.Put(MailboxKind.CodeActor, _custom);
    }

    private void OnAck(Ack ack)
    {
        if (!ReferenceEquals(ack, _underWay?.Ack)) return; // of an earlier life, or one too many
        _underWay = null;
        if (Waited < _terms.SlowAfter) _lagging = false;
        if (_ended) _router.Tell(new CodeProtocol.Attend(_cell)); // begins anew, with a snapshot
        else _subscription.Tell(ack);
        _ended = false;
        if (_codeEnded) Context.Stop(Self);
    }

    private void OnLook()
    {
        _armed = false;
        if (_underWay is null || _lagging) return;
        if (Waited < _terms.SlowAfter)
        {
            Arm(_terms.SlowAfter - Waited); // another delivery than the one it was set for
            return;
        }

        _lagging = true;
        _terms.Lagging(_code, Math.Max(0, _cell.State.Revision - _told - 1));
    }

    private void OnTerminated(IActorRef ended)
    {
        if (ended.Equals(_custom)) _terms.Stopped(_code, _why.Said, _why.Cause);
        else if (_underWay is not null && !_ended)
        {
            _codeEnded = true; // its last word is being heard, for as long as a subscription waits
            return;
        }

        Context.Stop(Self);
    }

    private TimeSpan Waited => _terms.Time.GetElapsedTime(_since);

    private void Arm(TimeSpan wait)
    {
        var self = Self;
        _armed = true;
        _timer ??= _terms.Time.CreateTimer(_ => self.Tell(Look.Instance), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan); // timers cut a part of one off
    }

    private sealed record Look
    {
        public static Look Instance { get; } = new();
    }
}

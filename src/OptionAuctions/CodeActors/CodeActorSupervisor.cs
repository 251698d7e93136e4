using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Dispatch;

namespace OptionAuctions.CodeActors;

/// <summary>
/// The supervisor of a host's own actor for one code, and a subscriber to that code on its behalf. It restarts the actor within the restart budget,
/// and publishes an event when the actor is slow. It ends with its actor, or with its code once the code's last changes have been handled.
/// </summary>
internal sealed class CodeActorSupervisor : ReceiveActor
{
    private readonly CodeActorSettings _settings;
    private readonly AuctionInbox _inbox;
    private readonly Instrument _code;
    private readonly IActorRef _auctionActor, _router;
    private readonly RestartBudget _restarts;
    private IActorRef? _hostActor, _subscription;
    private AuctionChanges? _unacknowledged;
    private long _deliveredAt, _deliveredRevision; // timestamp and revision of the unacknowledged delivery
    private readonly ActorTimer _timer;
    private bool _isLagging, _auctionActorEnded, _subscriptionEnded;
    private (string Text, Exception? Cause) _stopReason = ("it stopped itself", null);

    public CodeActorSupervisor(AuctionInbox inbox, IActorRef auctionActor, CodeActorSettings settings)
    {
        (_inbox, _auctionActor, _settings, _code, _restarts, _router) =
            (inbox, auctionActor, settings, inbox.State.Code, settings.Restarts(), Context.Parent);
        _timer = new ActorTimer(Self, CheckLag.Instance, settings.Time);
        Receive<AuctionChanges>(OnChanges);
        Receive<Ack>(OnAck);
        Receive<AuctionProtocol.SubscriptionEnded>(_ => // the actor has not acknowledged for longer than the time limit of subscriptions
        {
            _subscriptionEnded = true;
            if (_auctionActorEnded) Context.Stop(Self); // no new subscription with a snapshot is possible
        });
        Receive<CheckLag>(_ => OnCheckLag());
        Receive<Terminated>(msg => OnTerminated(msg.ActorRef));
    }

    public static Props Props(AuctionInbox inbox, IActorRef auctionActor, CodeActorSettings settings) =>
        PropsFactory.Create(() => new CodeActorSupervisor(inbox, auctionActor, settings));

    protected override void PreStart()
    {
        try
        {
            if (_settings.Choose(_code) is { } props) _hostActor = Context.Watch(Context.ActorOf(props, "actor"));
        }
        catch (Exception cause) // the host's factory or its props may throw anything: this code continues without the host's actor
        {
            _settings.Stopped(_code, "it could not be made:", cause);
        }

        if (_hostActor is null)
        {
            Context.Stop(Self);
            return;
        }

        Context.Watch(_auctionActor);
        _router.Tell(new CodeActorProtocol.AttachHostActor(_inbox));
    }

    protected override void PostStop() => _timer.Dispose();

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(Decide);

    /// <summary>
    /// Restarts the actor while the budget allows. The unacknowledged delivery is lost with the failed instance; a new subscription begins with a
    /// snapshot.
    /// </summary>
    private Directive Decide(Exception cause)
    {
        (_unacknowledged, _isLagging, _subscriptionEnded) = (null, false, false);
        var isKilled = cause is ActorKilledException;
        if (isKilled || _auctionActorEnded || !_restarts.TrySpend())
        {
            _stopReason = (isKilled || _auctionActorEnded ? "" : _settings.TooMany, cause);
            return Directive.Stop;
        }

        _settings.Restarted(_code, cause);
        _router.Tell(new CodeActorProtocol.AttachHostActor(_inbox), Self);
        return Directive.Restart;
    }

    private void OnChanges(AuctionChanges changes)
    {
        (_unacknowledged, _subscription, _deliveredAt) = (changes, Sender, _settings.Time.GetTimestamp());
        if (changes.Count > 0) _deliveredRevision = changes[^1].Current.Revision;
        _timer.StartNoLaterThan(_deliveredAt, _settings.SlowAfter);
        _hostActor.Tell(changes);
    }

    private void OnAck(Ack ack)
    {
        if (!ReferenceEquals(ack, _unacknowledged?.Ack)) return; // of a delivery from before a restart, or a surplus one
        _unacknowledged = null;
        if (Elapsed < _settings.SlowAfter) _isLagging = false;
        if (_subscriptionEnded) _router.Tell(new CodeActorProtocol.AttachHostActor(_inbox)); // a new subscription, which begins with a snapshot
        else _subscription.Tell(ack);
        _subscriptionEnded = false;
        if (_auctionActorEnded) Context.Stop(Self);
    }

    private void OnCheckLag()
    {
        if (!_timer.IsDue() || _unacknowledged is null || _isLagging) return;
        if (Elapsed < _settings.SlowAfter)
        {
            _timer.StartNoLaterThan(_deliveredAt, _settings.SlowAfter); // the timer was started for an earlier delivery
            return;
        }

        _isLagging = true;
        _settings.Lagging(_code, Math.Max(0, _inbox.State.Revision - _deliveredRevision - 1));
    }

    private void OnTerminated(IActorRef ended)
    {
        if (ended.Equals(_hostActor)) _settings.Stopped(_code, _stopReason.Text, _stopReason.Cause);
        else if (_unacknowledged is not null && !_subscriptionEnded)
        {
            _auctionActorEnded = true; // the host's actor is handling the last changes, and may do so while the subscription waits
            return;
        }

        Context.Stop(Self);
    }

    private TimeSpan Elapsed => _settings.Time.GetElapsedTime(_deliveredAt);

    private sealed record CheckLag : INoSerializationVerificationNeeded
    {
        public static CheckLag Instance { get; } = new();
    }
}

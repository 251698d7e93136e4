using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Dispatch;
using OptionAuctions.Telemetry;
using static OptionAuctions.AuctionProtocol;
using static OptionAuctions.Subscribers.SubscriptionProtocol;

namespace OptionAuctions.Subscribers;

/// <summary>
/// The actor of one subscription: Idle until something changes, then AwaitingAck until the subscriber acknowledges the delivery; at most one
/// delivery is unacknowledged. A sampled subscription is Pausing after an acknowledgement until its interval is over.
/// </summary>
/// <remarks>A switch over a state: <c>Become</c> would make a new table of handlers, some four kilobytes, with each delivery.</remarks>
internal sealed class SubscriptionActor : UntypedActor
{
    private readonly IActorRef _subscriber;
    private readonly TimeProvider _time;
    private readonly TimeSpan _ackTimeout, _interval;
    private readonly Outbox _outbox;
    private readonly Dictionary<IActorRef, SubscriptionCursor> _codes = []; // by the code's actor
    private readonly object? _token;
    private readonly ActorTimer _timer;
    private Ack? _expectedAck;
    private IActorRef? _drainSender;
    private State _state = State.Idle;
    private long _deliveredAt; // timestamp

    public SubscriptionActor(Subscribe request, TimeSpan ackTimeout, FeedMeter meter, TimeProvider time)
    {
        (_subscriber, _token, _ackTimeout, _time) = (request.Subscriber, request.Token, ackTimeout, time);
        _interval = request.Delivery is Delivery.Paced paced ? paced.Interval : TimeSpan.Zero;
        _outbox = request.Delivery is Delivery.Lossless lossless ? new EveryOutbox(Self, lossless.Bound, meter, time) : new LatestOutbox(Self, meter, time);
        _timer = new ActorTimer(Self, Due.Instance, time);
    }

    private enum State
    {
        Idle,
        AwaitingAck,
        Pausing,
    }

    public static Props Props(Subscribe request, TimeSpan ackTimeout, FeedMeter meter, TimeProvider time) =>
        PropsFactory.Create(() => new SubscriptionActor(request, ackTimeout, meter, time));

    protected override void PreStart() => Context.Watch(_subscriber);

    protected override void PostStop()
    {
        _timer.Dispose();
        _outbox.OnSubscriptionEnded();
        foreach (var code in _codes.Keys) code.Tell(new AuctionActorProtocol.Unfollow(Self));
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Ready:
                OnReady();
                break;
            case Ack ack:
                if (ReferenceEquals(ack, _expectedAck) && _state == State.AwaitingAck) OnAcknowledged(); // any other is of an earlier delivery
                break;
            case Due:
                OnDue();
                break;
            case Overdue overdue:
                if (ReferenceEquals(overdue.Expected, _expectedAck) && _state == State.AwaitingAck)
                    End(EndReason.NeverAcknowledged, $"a delivery was not acknowledged within {_ackTimeout}");
                break;
            case AddCodes added:
                Follow(added.Codes);
                break;
            case ReplaceCodes replaced:
                Leave(replaced.Codes.Select(code => code.Actor).ToHashSet());
                Follow(replaced.Codes);
                break;
            case AuctionActorProtocol.Settle:
                OnSettle();
                break;
            case Terminated:
                Context.Stop(Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Follow(IReadOnlyList<AddedCode> codes)
    {
        foreach (var (inbox, actor) in codes)
        {
            if (_codes.ContainsKey(actor)) continue;
            var cursor = new SubscriptionCursor(inbox, _outbox);
            _codes.Add(actor, cursor);
            actor.Tell(new AuctionActorProtocol.Follow(cursor));
        }
    }

    /// <summary>Follows none but these codes any more.</summary>
    private void Leave(HashSet<IActorRef> except)
    {
        foreach (var (actor, cursor) in _codes)
        {
            if (except.Contains(actor)) continue;
            cursor.Leave();
            _codes.Remove(actor);
            actor.Tell(new AuctionActorProtocol.Unfollow(Self));
        }
    }

    /// <summary>Something is in the outbox. It stays there while a delivery is unacknowledged, or during a pause.</summary>
    private void OnReady()
    {
        if (_state == State.Idle) Deliver();
        else if (_state == State.AwaitingAck) EndIfOverrun();
    }

    private void OnDue()
    {
        if (!_timer.IsDue()) return;
        if (_state == State.AwaitingAck)
            IfElapsed(_ackTimeout, () => Self.Tell(new Overdue(_expectedAck)));
        else if (_state == State.Pausing)
            IfElapsed(_interval, Deliver);
    }

    /// <summary>The feed is being drained: the changes that are left are delivered now, without a pause.</summary>
    private void OnSettle()
    {
        if (_state == State.Idle)
        {
            Sender.Tell(AuctionActorProtocol.Settle.Instance);
            return;
        }

        _drainSender = Sender;
        if (_state == State.Pausing) Deliver();
    }

    private void OnAcknowledged()
    {
        if (_time.GetElapsedTime(_deliveredAt) >= _interval || _drainSender is not null)
        {
            Deliver();
            return;
        }

        _timer.StartNoLaterThan(_deliveredAt, _interval);
        _state = State.Pausing;
    }

    /// <summary>
    /// Calls an action when a time has passed since the last delivery. Otherwise the timer was started for an earlier delivery, and is started again.
    /// </summary>
    private void IfElapsed(TimeSpan wait, Action action)
    {
        if (_time.GetElapsedTime(_deliveredAt) < wait) _timer.StartNoLaterThan(_deliveredAt, wait);
        else action();
    }

    private void Deliver()
    {
        if (EndIfOverrun()) return;
        var changes = _outbox.Collect();
        changes.Token = _token;
        if (changes.Count > 0) _subscriber.Tell(changes);
        foreach (var code in _outbox.UnfollowedCodes)
            if (_codes.Remove(code)) code.Tell(new AuctionActorProtocol.Unfollow(Self));

        if (changes.Count > 0)
        {
            (_expectedAck, _deliveredAt) = (changes.Ack, _time.GetTimestamp());
            _timer.StartNoLaterThan(_deliveredAt, _ackTimeout);
            _state = State.AwaitingAck;
            return;
        }

        _drainSender?.Tell(AuctionActorProtocol.Settle.Instance);
        _drainSender = null;
        _state = State.Idle;
    }

    private bool EndIfOverrun()
    {
        if (!_outbox.IsOverrun) return false;
        End(EndReason.Overrun, "more changes waited than the subscription allows");
        return true;
    }

    private void End(EndReason reason, string sentence)
    {
        _subscriber.Tell(new SubscriptionEnded(reason, sentence) { Token = _token });
        Context.System.EventStream.Publish(new SubscriberRemoved(MarketTime.Now(_time), _subscriber.Path.ToStringWithoutAddress(), reason));
        Context.Stop(Self);
    }

    /// <summary>
    /// The time limit of a delivery is over. By a message to itself, since the acknowledgement may be in the mailbox already: on a machine that is too
    /// busy this actor can run later than its timer.
    /// </summary>
    private sealed record Overdue(Ack? Expected) : INoSerializationVerificationNeeded;

    /// <summary>The timer's message.</summary>
    private sealed class Due : INoSerializationVerificationNeeded
    {
        public static Due Instance { get; } = new();
    }
}

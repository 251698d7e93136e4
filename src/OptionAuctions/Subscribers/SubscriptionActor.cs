using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Dispatch;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;
using static OptionAuctions.Subscribers.SubscriptionProtocol;

namespace OptionAuctions.Subscribers;

/// <summary>
/// One subscription: Idle until something changes, then Waiting for the subscriber's ack; one delivery is under way at most. One that is
/// paced rests after an ack until its interval is over.
/// </summary>
/// <remarks>A switch over a state: to become something else makes a table of handlers anew, some four kilobytes, with each delivery.</remarks>
internal sealed class SubscriptionActor : UntypedActor
{
    private readonly IActorRef _subscriber;
    private readonly TimeProvider _time;
    private readonly TimeSpan _ackTimeout, _interval;
    private readonly Outbox _outbox;
    private readonly FeedMeter _meter;
    private readonly HashSet<IActorRef> _covered = [];
    private readonly Alarm _alarm;
    private Ack? _expected;
    private IActorRef? _settling;
    private State _state = State.Idle;
    private long _delivered; // timestamp

    public SubscriptionActor(Subscribe asked, TimeSpan ackTimeout, FeedMeter meter, TimeProvider time)
    {
        (_subscriber, _ackTimeout, _meter, _time) = (asked.Subscriber, ackTimeout, meter, time);
        _interval = asked.Delivery is Delivery.Paced paced ? paced.Interval : TimeSpan.Zero;
        _outbox = asked.Delivery is Delivery.Lossless lossless ? new EveryOutbox(Self, lossless.Bound, meter, time) : new LatestOutbox(Self, meter, time);
        _alarm = new Alarm(Self, Due.Instance, time);
    }

    private enum State
    {
        Idle,
        Waiting,
        Resting,
    }

    public static Props Props(Subscribe asked, TimeSpan ackTimeout, FeedMeter meter, TimeProvider time) =>
        Made.By(() => new SubscriptionActor(asked, ackTimeout, meter, time));

    protected override void PreStart() => Context.Watch(_subscriber);

    protected override void PostStop()
    {
        _alarm.Dispose();
        _outbox.Abandon();
        foreach (var code in _covered) code.Tell(new CodeProtocol.Unfollow(Self));
    }

    protected override bool AroundReceive(Receive receive, object message)
    {
        _meter.Mailboxes.Took(MailboxKind.Subscription, Context);
        return base.AroundReceive(receive, message);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Ready:
                OnReady();
                break;
            case Ack ack:
                if (ReferenceEquals(ack, _expected) && _state == State.Waiting) Acknowledged(); // another is of an earlier delivery and asks for nothing
                break;
            case Due:
                OnDue();
                break;
            case Cover cover:
                foreach (var code in cover.Codes)
                    if (_covered.Add(code.Actor)) code.Actor.Tell(new CodeProtocol.Follow(new Seat(code.Cell, _outbox)));
                break;
            case CodeProtocol.Settle:
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

    /// <summary>Something is in the outbox; where one delivery is under way, or it rests, it stays there.</summary>
    private void OnReady()
    {
        if (_state == State.Idle) Deliver();
        else if (_state == State.Waiting) EndIfOverrun();
    }

    /// <summary>The alarm's word can be of an earlier state.</summary>
    private void OnDue()
    {
        _alarm.WentOff();
        if (_state == State.Waiting) OnceOver(_ackTimeout, () => End(EndReason.NeverAcknowledged, $"a delivery was not acknowledged within {_ackTimeout}"));
        else if (_state == State.Resting) OnceOver(_interval, Deliver);
    }

    /// <summary>The feed is over: what is left is told now.</summary>
    private void OnSettle()
    {
        if (_state == State.Idle)
        {
            Sender.Tell(CodeProtocol.Settle.Instance);
            return;
        }

        _settling = Sender;
        if (_state == State.Resting) Deliver();
    }

    private void Acknowledged()
    {
        if (_time.GetElapsedTime(_delivered) >= _interval || _settling is not null)
        {
            Deliver();
            return;
        }

        _alarm.After(_delivered, _interval);
        _state = State.Resting;
    }

    /// <summary>The alarm's word can come early, or be meant for an earlier delivery: then it is set again.</summary>
    private void OnceOver(TimeSpan wait, Action then)
    {
        if (_time.GetElapsedTime(_delivered) < wait) _alarm.After(_delivered, wait);
        else then();
    }

    private void Deliver()
    {
        if (EndIfOverrun()) return;
        var changes = _outbox.Collect();
        if (changes.Count > 0) _subscriber.Tell(changes);
        foreach (var code in _outbox.Left)
            if (_covered.Remove(code)) code.Tell(new CodeProtocol.Unfollow(Self));

        if (changes.Count > 0)
        {
            (_expected, _delivered) = (changes.Ack, _time.GetTimestamp());
            _alarm.After(_delivered, _ackTimeout);
            _state = State.Waiting;
            return;
        }

        _settling?.Tell(CodeProtocol.Settle.Instance);
        _settling = null;
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
        _subscriber.Tell(new SubscriptionEnded(reason, sentence));
        Context.System.EventStream.Publish(new SubscriberRemoved(MarketTime.Now(_time), _subscriber.Path.ToStringWithoutAddress(), reason));
        Context.Stop(Self);
    }

    /// <summary>The alarm's word.</summary>
    private sealed class Due
    {
        public static Due Instance { get; } = new();
    }
}

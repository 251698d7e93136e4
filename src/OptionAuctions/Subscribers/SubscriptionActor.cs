using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;
using static OptionAuctions.Subscribers.SubscriptionProtocol;

namespace OptionAuctions.Subscribers;

/// <summary>
/// One subscription: Idle until something changes, then Waiting for the subscriber's ack; one delivery is under way at most. One that is
/// paced rests after an ack until its interval is over.
/// </summary>
internal sealed class SubscriptionActor : ReceiveActor
{
    private readonly IActorRef _subscriber;
    private readonly TimeProvider _time;
    private readonly TimeSpan _ackTimeout, _interval;
    private readonly Outbox _outbox;
    private readonly FeedMeter _meter;
    private readonly HashSet<IActorRef> _covered = [];
    private readonly ITimer _timer;
    private Ack? _expected;
    private IActorRef? _settling;
    private long _delivered; // timestamp

    public SubscriptionActor(Subscribe asked, TimeSpan ackTimeout, FeedMeter meter, TimeProvider time)
    {
        (_subscriber, _ackTimeout, _meter, _time) = (asked.Subscriber, ackTimeout, meter, time);
        _interval = asked.Delivery is Delivery.Paced paced ? paced.Interval : TimeSpan.Zero;
        _outbox = asked.Delivery is Delivery.Lossless lossless ? new EveryOutbox(Self, lossless.Bound, meter, time) : new LatestOutbox(Self, meter, time);
        var self = Self;
        _timer = time.CreateTimer(_ => self.Tell(Due.Instance), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Idle();
    }

    public static Props Props(Subscribe asked, TimeSpan ackTimeout, FeedMeter meter, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new SubscriptionActor(asked, ackTimeout, meter, time));

    protected override void PreStart() => Context.Watch(_subscriber);

    protected override void PostStop()
    {
        _timer.Dispose();
        _outbox.Abandon();
        foreach (var code in _covered) code.Tell(new CodeProtocol.Unfollow(Self));
    }

    protected override bool AroundReceive(Receive receive, object message)
    {
        _meter.Mailboxes.Took(MailboxKind.Subscription, Context);
        return base.AroundReceive(receive, message);
    }

    private void Idle()
    {
        Receive<Ready>(_ => Deliver());
        Receive<CodeProtocol.Settle>(msg => Sender.Tell(msg));
        Always();
    }

    private void Waiting()
    {
        Receive<Ack>(_ => Acknowledged(), ack => ReferenceEquals(ack, _expected));
        Receive<Ready>(_ =>
        {
            EndIfOverrun(); // or else it stays in the outbox until the ack
        });
        Receive<Due>(_ => OnceOver(_ackTimeout, () => End(EndReason.NeverAcknowledged, $"a delivery was not acknowledged within {_ackTimeout}")));
        Receive<CodeProtocol.Settle>(_ => _settling = Sender);
        Always();
    }

    private void Resting()
    {
        Receive<Due>(_ => OnceOver(_interval, Deliver));
        Receive<Ready>(_ => { }); // it stays in the outbox until the rest is over
        Receive<CodeProtocol.Settle>(_ =>
        {
            _settling = Sender; // the feed is over: what is left is told now
            Deliver();
        });
        Always();
    }

    private void Always()
    {
        Receive<Cover>(msg =>
        {
            foreach (var code in msg.Codes)
                if (_covered.Add(code.Actor)) code.Actor.Tell(new CodeProtocol.Follow(new Seat(code.Cell, _outbox)));
        });
        Receive<Terminated>(_ => Context.Stop(Self));
        Receive<Ack>(_ => { }); // of an earlier delivery: it asks for nothing
        Receive<Due>(_ => { }); // of an earlier state
    }

    private void Acknowledged()
    {
        var left = _interval - _time.GetElapsedTime(_delivered);
        if (left <= TimeSpan.Zero || _settling is not null)
        {
            Deliver();
            return;
        }

        Due.In(_timer, left);
        Become(Resting);
    }

    /// <summary>A timer's word can be of an earlier state, or come a part of a millisecond early: then it is set again.</summary>
    private void OnceOver(TimeSpan wait, Action then)
    {
        var left = wait - _time.GetElapsedTime(_delivered);
        if (left > TimeSpan.Zero) Due.In(_timer, left);
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
            Due.In(_timer, _ackTimeout);
            Become(Waiting);
            return;
        }

        _settling?.Tell(CodeProtocol.Settle.Instance);
        _settling = null;
        Due.Never(_timer);
        Become(Idle);
    }

    private bool EndIfOverrun()
    {
        if (_outbox.IsOverrun) End(EndReason.Overrun, "more changes waited than the subscription allows");
        return _outbox.IsOverrun;
    }

    private void End(EndReason reason, string sentence)
    {
        _subscriber.Tell(new SubscriptionEnded(reason, sentence));
        Context.System.EventStream.Publish(new SubscriberRemoved(MarketTime.Now(_time), _subscriber.Path.ToStringWithoutAddress(), reason));
        Context.Stop(Self);
    }

    /// <summary>The timer's word.</summary>
    private sealed class Due
    {
        public static Due Instance { get; } = new();

        public static void In(ITimer timer, TimeSpan wait) => timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);

        public static void Never(ITimer timer) => timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}

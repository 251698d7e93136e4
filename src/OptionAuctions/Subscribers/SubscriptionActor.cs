using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Telemetry;
using static OptionAuctions.Subscribers.SubscriptionProtocol;

namespace OptionAuctions.Subscribers;

/// <summary>One subscription: Idle until something changes, then Waiting for the subscriber's ack; one delivery is under way at most.</summary>
internal sealed class SubscriptionActor : ReceiveActor
{
    private readonly IActorRef _subscriber;
    private readonly Outbox _outbox;
    private readonly HashSet<IActorRef> _covered = [];
    private readonly HashSet<IActorRef> _leaving = [];
    private Ack? _expected;
    private IActorRef? _settling;

    public SubscriptionActor(IActorRef subscriber, FeedMeter meter)
    {
        _subscriber = subscriber;
        _outbox = new Outbox(Self, meter);
        Idle();
    }

    public static Props Props(IActorRef subscriber, FeedMeter meter) =>
        Akka.Actor.Props.Create(() => new SubscriptionActor(subscriber, meter));

    protected override void PreStart() => Context.Watch(_subscriber);

    protected override void PostStop()
    {
        foreach (var code in _covered) code.Tell(new CodeProtocol.Unfollow(Self));
    }

    private void Idle()
    {
        Receive<Ready>(_ => Deliver());
        Receive<Uncover>(msg =>
        {
            if (_covered.Contains(msg.CodeActor) && _leaving.Add(msg.CodeActor)) Deliver();
        });
        Receive<CodeProtocol.Settle>(msg => Sender.Tell(msg));
        Always();
    }

    private void Waiting()
    {
        Receive<Ack>(_ => Deliver(), ack => ReferenceEquals(ack, _expected));
        Receive<Ready>(_ => { }); // it stays in the outbox until the ack
        Receive<Uncover>(msg => _leaving.Add(msg.CodeActor));
        Receive<CodeProtocol.Settle>(_ => _settling = Sender);
        Always();
    }

    private void Always()
    {
        Receive<Cover>(msg =>
        {
            if (_covered.Add(msg.CodeActor)) msg.CodeActor.Tell(new CodeProtocol.Follow(new Seat(msg.Cell, _outbox)));
        });
        Receive<Terminated>(_ => Context.Stop(Self));
        Receive<Ack>(_ => { }); // of an earlier delivery: it asks for nothing
    }

    private void Deliver()
    {
        var changes = _outbox.Collect();
        if (changes.Count > 0) _subscriber.Tell(changes);
        foreach (var code in _leaving) // all they had to tell is collected
            if (_covered.Remove(code)) code.Tell(new CodeProtocol.Unfollow(Self));
        _leaving.Clear();

        if (changes.Count > 0)
        {
            _expected = changes.Ack;
            Become(Waiting);
            return;
        }

        _settling?.Tell(CodeProtocol.Settle.Instance);
        _settling = null;
        Become(Idle);
    }
}

using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.TestKit;

/// <summary>
/// Stands in for connection and venue, and before the router: whatever is asked of the router goes through here, so that the harness
/// knows who listens. What the router wants is registered at once while the line is there.
/// </summary>
internal sealed class HarnessFeed : ReceiveActor
{
    /// <summary>Epoch of the empty batch by which the harness knows that the stream has come so far.</summary>
    public const int MarkEpoch = -1;

    private readonly VirtualClock _time;
    private readonly IActorRef _router;
    private readonly HashSet<Topic> _wanted = [];
    private readonly HashSet<IActorRef> _listeners = [];
    private readonly Queue<TaskCompletionSource> _marks = [];
    private readonly Queue<TaskCompletionSource> _awaited = [];
    private TaskCompletionSource? _drained;
    private bool _isLost;

    public HarnessFeed(Props router, FeedMeter meter, VirtualClock time)
    {
        _time = time;
        _router = Context.ActorOf(router, "router");
        _router.Tell(new RoutingProtocol.FeedAttached(Self));

        Receive<FeedProtocol.Want>(msg =>
        {
            var fresh = msg.Topics.Where(_wanted.Add).ToArray();
            if (!_isLost) Register(fresh);
        });
        Receive<FeedProtocol.Unwant>(msg => _wanted.ExceptWith(msg.Topics));
        Receive<FeedProtocol.GetCounts>(_ => Sender.Tell(meter.Read()));
        Receive<LoseLine>(_ => Lose());
        Receive<RestoreLine>(_ =>
        {
            if (_isLost) Register(_wanted);
            _isLost = false;
        });

        Receive<Mark>(msg => _marks.Enqueue(msg.Reached));
        Receive<RecordBatch>(OnMark, batch => batch.Epoch == MarkEpoch);
        Receive<Drain>(msg => _drained = msg.Done);
        Receive<RoutingProtocol.Settled>(_ => _drained?.TrySetResult());
        Receive<RoutingProtocol.StreamFailed>(msg => _drained?.TrySetException(msg.Cause), _ => Sender.Equals(_router));

        Receive<SubscriptionProtocol.Subscribe>(msg =>
        {
            _listeners.Add(msg.Subscriber);
            _router.Forward(msg);
            if (_awaited.TryDequeue(out var subscribed)) subscribed.TrySetResult();
        });
        Receive<SubscriptionProtocol.Unsubscribe>(msg =>
        {
            _listeners.Remove(msg.Subscriber);
            _router.Forward(msg);
        });
        Receive<AwaitListener>(msg => _awaited.Enqueue(msg.Subscribed));
        Receive<GetListeners>(_ => Sender.Tell(new Listeners([.. _listeners])));
        ReceiveAny(_router.Forward);
    }

    public static Props Props(Props router, FeedMeter meter, VirtualClock time) =>
        Akka.Actor.Props.Create(() => new HarnessFeed(router, meter, time));

    private void Register(IEnumerable<Topic> topics)
    {
        _router.Tell(new FeedProtocol.Registrations([.. topics.Select(topic => new FeedProtocol.Registration(topic, RegistrationStatus.Active, _time.Now, ""))]));
    }

    private void Lose()
    {
        if (_isLost) return;
        _isLost = true;
        _router.Tell(new RoutingProtocol.FeedInterrupted(_time.Now, [.. _wanted.Select(topic => topic.Code).Distinct()]));
    }

    /// <summary>The stream has come to a mark, and the router has what was before it. Word of what was shed travels with the mark.</summary>
    private void OnMark(RecordBatch batch)
    {
        if (batch.Shed is { Codes.Count: > 0 })
        {
            _router.Forward(batch);
        }
        else
        {
            batch.Dispose();
            Sender.Tell(RoutingProtocol.BatchRouted.Instance);
        }

        _marks.Dequeue().TrySetResult();
    }

    public sealed record LoseLine : INoSerializationVerificationNeeded;

    public sealed record RestoreLine : INoSerializationVerificationNeeded;

    public sealed record Mark(TaskCompletionSource Reached) : INoSerializationVerificationNeeded;

    public sealed record Drain(TaskCompletionSource Done) : INoSerializationVerificationNeeded;

    public sealed record AwaitListener(TaskCompletionSource Subscribed) : INoSerializationVerificationNeeded;

    public sealed record GetListeners : INoSerializationVerificationNeeded;

    public sealed record Listeners(IReadOnlyList<IActorRef> All) : INoSerializationVerificationNeeded;
}

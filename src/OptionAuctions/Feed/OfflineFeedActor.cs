using Akka.Actor;
using OptionAuctions.Dispatch;
using OptionAuctions.Routing;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Feed;

/// <summary>
/// The actor that replaces the connection and the venue of an <see cref="OfflineFeed"/>. It forwards all messages for the router, so that it knows the
/// subscribers. What the router registers is active at once, unless the connection is lost or no TR has it.
/// </summary>
internal sealed class OfflineFeedActor : ReceiveActor
{
    /// <summary>Epoch of the empty batch that marks a position in the stream.</summary>
    public const int MarkEpoch = -1;

    private readonly TimeProvider _time;
    private readonly IActorRef _router;
    private readonly HashSet<Topic> _registered = [];
    private readonly HashSet<IActorRef> _subscribers = [];
    private readonly Queue<TaskCompletionSource> _marks = [];
    private readonly Queue<TaskCompletionSource> _subscriptionWaiters = [];
    private Action _acknowledge = () => { };
    private TaskCompletionSource? _drained;
    private bool _isLost;

    public OfflineFeedActor(Props router, FeedMeter meter, TimeProvider time)
    {
        _time = time;
        _router = Context.ActorOf(router, "router");
        _router.Tell(new RoutingProtocol.FeedAttached(Self));

        Receive<RoutingProtocol.Register>(msg =>
        {
            var isServed = msg.Topics.ToLookup(topic => RecordLayout.For(topic) is not null);
            var added = isServed[true].Where(_registered.Add).ToArray();
            if (!_isLost) ReportActive(added);
            ReportRefused(isServed[false]);
        });
        Receive<RoutingProtocol.Release>(msg => _registered.ExceptWith(msg.Topics));
        Receive<AuctionProtocol.GetCounts>(_ => Sender.Tell(meter.Read()));
        Receive<LoseConnection>(_ => Lose());
        Receive<RestoreConnection>(_ =>
        {
            if (_isLost) ReportActive(_registered);
            _isLost = false;
        });

        Receive<Reconnect>(OnReconnect);
        Receive<Mark>(msg => _marks.Enqueue(msg.Reached));
        Receive<RoutingProtocol.StreamOpened>(msg =>
        {
            _acknowledge = msg.Acknowledge;
            _router.Forward(msg);
        });
        Receive<RecordBatch>(OnMark, batch => batch.Epoch == MarkEpoch);
        Receive<Drain>(msg => _drained = msg.Done);
        Receive<RoutingProtocol.Settled>(_ =>
        {
            meter.Settled();
            _drained?.TrySetResult();
        });
        Receive<RoutingProtocol.StreamFailed>(msg => _drained?.TrySetException(msg.Cause), _ => Sender.Equals(_router));

        Receive<AuctionProtocol.Subscribe>(msg =>
        {
            _subscribers.Add(msg.Subscriber);
            _router.Forward(msg);
            if (_subscriptionWaiters.TryDequeue(out var subscribed)) subscribed.TrySetResult();
        });
        Receive<AuctionProtocol.Unsubscribe>(msg =>
        {
            _subscribers.Remove(msg.Subscriber);
            _router.Forward(msg);
        });
        Receive<AwaitSubscription>(msg => _subscriptionWaiters.Enqueue(msg.Subscribed));
        Receive<GetSubscribers>(_ => Sender.Tell(new Subscribers([.. _subscribers])));
        ReceiveAny(_router.Forward);
    }

    public static Props Props(Props router, FeedMeter meter, TimeProvider time) => PropsFactory.Create(() => new OfflineFeedActor(router, meter, time));

    private DateTimeOffset Now => MarketTime.Now(_time);

    private void ReportActive(IEnumerable<Topic> topics) => _router.Tell(new RoutingProtocol.Registrations(
        [.. topics.Select(topic => new RoutingProtocol.Registration(topic, RegistrationStatus.Active, Now, ""))]));

    /// <summary>As a feed with a connection does, for codes that no TR has.</summary>
    private void ReportRefused(IEnumerable<Topic> topics)
    {
        RoutingProtocol.Registration[] refused =
            [.. topics.Select(topic => new RoutingProtocol.Registration(topic, RegistrationStatus.Refused, Now, RecordLayout.WhyNone(topic)))];
        if (refused.Length == 0) return;
        _router.Tell(new RoutingProtocol.Registrations(refused));
        foreach (var (topic, status, at, reason) in refused)
            Context.System.EventStream.Publish(new CodeRegistrationChanged(at, topic.Code, status, reason, topic.Kind));
    }

    private void Lose()
    {
        if (_isLost) return;
        _isLost = true;
        _router.Tell(new RoutingProtocol.FeedInterrupted(Now, [.. _registered.Select(topic => topic.Code).Distinct()]));
    }

    private void OnReconnect(Reconnect msg)
    {
        var codes = msg.Codes?.ToHashSet();
        var topics = _registered.Where(topic => codes?.Contains(topic.Code) != false).ToArray();
        _router.Tell(new RoutingProtocol.FeedInterrupted(msg.LostAt, [.. topics.Select(topic => topic.Code).Distinct()]));
        if (!_isLost) ReportActive(topics);
    }

    /// <summary>The stream has reached a mark, and the router has everything before it. A mark may carry the gap of shed messages.</summary>
    private void OnMark(RecordBatch batch)
    {
        if (batch.Shed is not null)
        {
            _router.Forward(batch);
        }
        else
        {
            batch.Dispose();
            _acknowledge();
        }

        _marks.Dequeue().TrySetResult();
    }

    public sealed record LoseConnection : INoSerializationVerificationNeeded;

    public sealed record RestoreConnection : INoSerializationVerificationNeeded;

    public sealed record Reconnect(DateTimeOffset LostAt, IReadOnlyCollection<Instrument>? Codes) : INoSerializationVerificationNeeded;

    public sealed record Mark(TaskCompletionSource Reached) : INoSerializationVerificationNeeded;

    public sealed record Drain(TaskCompletionSource Done) : INoSerializationVerificationNeeded;

    public sealed record AwaitSubscription(TaskCompletionSource Subscribed) : INoSerializationVerificationNeeded;

    public sealed record GetSubscribers : INoSerializationVerificationNeeded;

    public sealed record Subscribers(IReadOnlyList<IActorRef> All) : INoSerializationVerificationNeeded;
}

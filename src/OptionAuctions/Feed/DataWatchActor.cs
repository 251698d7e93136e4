using System.Globalization;
using Akka.Actor;
using Akka.Event;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Feed;

/// <summary>
/// The actor that raises an alert when no records come while the exchange publishes: of any code, or of the canary code alone when there is one.
/// </summary>
internal sealed class DataWatchActor : ReceiveActor
{
    private const int ChecksPerTimeout = 4;

    private readonly FeedContext _feed;
    private readonly DataWatch _watch;
    private readonly Instrument? _canary;
    private readonly ActorTimer _timer;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private DateTimeOffset? _canaryReceived;
    private bool _alerted;

    public DataWatchActor(FeedContext feed, DataWatch watch, IActorRef router)
    {
        (_feed, _watch) = (feed, watch);
        _canary = Instrument.TryParse(feed.Options.Market.CanaryCode, out var canary) ? canary : null;
        _timer = new ActorTimer(Self, Check.Instance, feed.Time);

        Receive<AuctionChanges>(changes =>
        {
            foreach (var change in changes)
                if (change.Current.Revision > 0) _canaryReceived = change.Current.ReceivedAt;
            Sender.Tell(changes.Ack);
        });
        Receive<Check>(_ => OnCheck());
        Receive<AuctionProtocol.SubscriptionEnded>(ended =>
        {
            _log.Warning("The subscription of the canary {Code} has ended and begins again: {Reason}", _canary, ended.Sentence);
            Subscribe(router);
        });
        Subscribe(router);
    }

    public static Props Props(FeedContext feed, DataWatch watch, IActorRef router) => PropsFactory.Create(() => new DataWatchActor(feed, watch, router));

    protected override void PreStart() => _timer.StartPeriodic(_feed.Options.Market.DataStaleAfter / ChecksPerTimeout);

    protected override void PostStop() => _timer.Dispose();

    private void Subscribe(IActorRef router)
    {
        if (_canary is { } code) router.Tell(new AuctionProtocol.Subscribe(Self, [code]));
    }

    private void OnCheck()
    {
        if (!_timer.IsDue()) return;
        var missing = _watch.MissingSince(_feed.Now, _canary is null ? _feed.Intake.LastReceivedAt : _canaryReceived);
        if (missing is { } since && !_alerted)
        {
            _log.Warning(
                "no data{OfCode} since {Since} although the exchange publishes",
                _canary is { } code ? $" of {code}" : "", since.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
            Context.System.EventStream.Publish(new FeedDataStale(_feed.Now, since, _canary));
        }

        _alerted = missing is not null;
    }

    private sealed record Check : INoSerializationVerificationNeeded
    {
        public static Check Instance { get; } = new();
    }
}

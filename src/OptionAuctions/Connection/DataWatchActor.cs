using Akka.Actor;
using Akka.Event;
using OptionAuctions.Dispatch;
using OptionAuctions.Market;
using OptionAuctions.Subscribers;
using OptionAuctions.Wire;

namespace OptionAuctions.Connection;

/// <summary>Raises an alert when records fail to come inside a session window: of any code, or of the canary alone when there is one.</summary>
internal sealed class DataWatchActor : ReceiveActor, IWithTimers
{
    private readonly FeedContext _feed;
    private readonly DataWatch _watch;
    private readonly OptionCode? _canary;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private DateTimeOffset? _canaryHeard;
    private bool _alerted;

    public DataWatchActor(FeedContext feed, IActorRef router)
    {
        _feed = feed;
        _watch = new DataWatch([.. feed.Options.SessionWindows.Select(Window)], feed.Options.DataStaleAfter, feed.Reference.Calendar);
        _canary = OptionCode.TryParse(feed.Options.CanaryCode, out var canary) ? canary : null;

        Receive<AuctionChanges>(changes =>
        {
            foreach (var change in changes)
                if (change.Current.Revision > 0) _canaryHeard = change.Current.ReceivedAt;
            Sender.Tell(changes.Ack);
        });
        Receive<Look>(_ => OnLook());
        if (_canary is { } code) router.Tell(new SubscriptionProtocol.Subscribe(Self, [code]));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(FeedContext feed, IActorRef router) => Made.By(() => new DataWatchActor(feed, router));

    protected override void PreStart() => Timers.StartPeriodicTimer(nameof(Look), Look.Instance, _feed.Options.DataStaleAfter / 4);

    private static SessionWindow Window(string text) => SessionWindow.TryParse(text, out var window) ? window : throw new FormatException(text);

    private void OnLook()
    {
        var missing = _watch.MissingSince(_feed.Now, _canary is null ? _feed.Intake.LastReceivedAt : _canaryHeard);
        if (missing is { } since && !_alerted)
        {
            _log.Warning("no data{0} since {1:HH:mm:ss} although a session is open", _canary is { } code ? $" of {code}" : "", since);
            Context.System.EventStream.Publish(new FeedDataStale(_feed.Now, since, _canary));
        }

        _alerted = missing is not null;
    }

    private sealed record Look
    {
        public static Look Instance { get; } = new();
    }
}

using Akka.Actor;
using Akka.Event;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Feed;

/// <summary>The actor that raises an alarm when too large a share of what the venue sends is refused, and tells the supervisor, which reports it.</summary>
internal sealed class RefusalWatchActor : ReceiveActor
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(10);

    private readonly FeedContext _feed;
    private readonly RefusalWatch _watch;
    private readonly ActorTimer _timer;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public RefusalWatchActor(FeedContext feed)
    {
        _feed = feed;
        _watch = new RefusalWatch(feed.Options.Market.RefusedShare);
        _timer = new ActorTimer(Self, Check.Instance, feed.Time);
        Receive<Check>(_ => OnCheck());
    }

    public static Props Props(FeedContext feed) => PropsFactory.Create(() => new RefusalWatchActor(feed));

    protected override void PreStart() => _timer.StartPeriodic(CheckEvery);

    protected override void PostStop() => _timer.Dispose();

    private void OnCheck()
    {
        if (!_timer.IsDue() || !_watch.Judge(_feed.Meter.Read())) return;
        Context.Parent.Tell(new FeedProtocol.RefusalAlarm(_watch.Alarm));
        if (_watch.Alarm is not { } alarm)
        {
            _log.Info("what the venue sends can be read again");
            return;
        }

        _log.Warning("{Alarm}", alarm);
        Context.System.EventStream.Publish(new FeedWarned(_feed.Now, alarm));
    }

    private sealed record Check : INoSerializationVerificationNeeded
    {
        public static Check Instance { get; } = new();
    }
}

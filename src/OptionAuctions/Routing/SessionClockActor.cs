using Akka.Actor;
using Akka.Event;
using OptionAuctions.Connection;
using OptionAuctions.Dispatch;
using OptionAuctions.Market;
using OptionAuctions.Wire;

namespace OptionAuctions.Routing;

/// <summary>
/// Tells the router how late it is whenever a session may have changed, on the feed's own clock, and warns once a day when the
/// calendar runs out. At night and on holidays it sleeps until the next session.
/// </summary>
internal sealed class SessionClockActor : ReceiveActor
{
    private readonly TradingCalendar _calendar;
    private readonly TimeProvider _time;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private ITimer? _timer;
    private DateOnly _warned;

    public SessionClockActor(TradingCalendar calendar, TimeProvider time)
    {
        (_calendar, _time) = (calendar, time);
        Receive<Due>(_ =>
        {
            Context.Parent.Tell(new RoutingProtocol.TimePassed(MarketTime.Now(_time)));
            Arm();
        });
    }

    public static Props Props(TradingCalendar calendar, TimeProvider time) => Made.By(() => new SessionClockActor(calendar, time));

    protected override void PreStart() => Arm();

    protected override void PostStop() => _timer?.Dispose();

    private void Arm()
    {
        var (self, now) = (Self, MarketTime.Now(_time));
        Warn(now);
        _timer?.Dispose();
        _timer = _time.CreateTimer(_ => self.Tell(Due.Instance), null, WholeMilliseconds(_calendar.NextTickAfter(now) - now), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Timers cut a part of a millisecond off, and one would fire just before what it was set for.</summary>
    private static TimeSpan WholeMilliseconds(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    private void Warn(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.DateTime);
        if (today == _warned || _calendar.WarningOn(today) is not { } warning) return;
        _warned = today;
        _log.Warning(warning);
        Context.System.EventStream.Publish(new FeedWarned(now, warning));
    }

    private sealed record Due
    {
        public static Due Instance { get; } = new();
    }
}

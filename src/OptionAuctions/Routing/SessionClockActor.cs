using Akka.Actor;
using Akka.Event;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Routing;

/// <summary>
/// The session clock: sends the router a tick whenever a session may have changed, by the wall clock of the feed, also when that is set, and warns once
/// a day when the calendar runs out. At night and on holidays it waits until the next session.
/// </summary>
internal sealed class SessionClockActor : ReceiveActor
{
    private readonly TradingCalendar _calendar;
    private readonly TimeProvider _time;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly WallClockTimer _timer;
    private DateOnly _lastWarnedOn;

    public SessionClockActor(TradingCalendar calendar, TimeProvider time)
    {
        (_calendar, _time) = (calendar, time);
        _timer = new WallClockTimer(Self, Due.Instance, time);
        Receive<Due>(_ =>
        {
            if (!_timer.IsDue()) return;
            Context.Parent.Tell(new RoutingProtocol.ClockTick(MarketTime.Now(_time)));
            StartTimer();
        });
    }

    public static Props Props(TradingCalendar calendar, TimeProvider time) => PropsFactory.Create(() => new SessionClockActor(calendar, time));

    protected override void PreStart() => StartTimer();

    protected override void PostStop() => _timer.Dispose();

    private void StartTimer()
    {
        var now = MarketTime.Now(_time);
        WarnOnceADay(now);
        _timer.StartAt(_calendar.NextTickAfter(now));
    }

    private void WarnOnceADay(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.DateTime);
        if (today == _lastWarnedOn || _calendar.WarningOn(today) is not { } warning) return;
        _lastWarnedOn = today;
        _log.Warning(warning);
        Context.System.EventStream.Publish(new FeedWarned(now, warning));
    }

    /// <summary>The timer's message.</summary>
    private sealed record Due : INoSerializationVerificationNeeded
    {
        public static Due Instance { get; } = new();
    }
}

using Akka.Actor;

namespace OptionAuctions.Replay.Strategies;

/// <summary>Buys when the indication has risen and has settled, sells when it falls, in turns; at once or after a delay.</summary>
public sealed class RiseBuyer : CodeActor, IWithTimers
{
    private readonly IActorRef _decisions;
    private readonly double _settled;
    private readonly TimeSpan _delay;
    private Won _last;
    private bool _isBought;

    public RiseBuyer(IActorRef decisions, double settled, TimeSpan delay)
    {
        (_decisions, _settled, _delay) = (decisions, settled, delay);
        Receive<Order>(order => _decisions.Tell(order));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void OnRecord(in AuctionChanged change)
    {
        var (price, before) = (change.Current.Latest.Price, _last);
        if (!price.HasValue) return;
        _last = price;
        if (!before.HasValue || price == before) return;
        var rises = price.Hundredths > before.Hundredths;
        if (rises == _isBought || (rises && change.Current.Path.Convergence <= _settled)) return;
        _isBought = rises;
        var order = new Order(rises ? "buy" : "sell", price);
        if (_delay == TimeSpan.Zero) _decisions.Tell(order);
        else Timers.StartSingleTimer(order, order, _delay);
    }

    public sealed record Order(string Side, Won Price);
}

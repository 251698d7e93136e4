using System.Globalization;
using Akka.Actor;
using Akka.Event;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Subscribers;

/// <summary>
/// The actor of a selection that follows the money: watches the price of an underlying, and follows the strikes around it. What has left the band stays
/// followed while there are slots for it. A subscriber to all codes sees new codes come, and others released.
/// </summary>
internal sealed class SelectionActor : SubscriberActor
{
    private readonly IActorRef _router;
    private readonly MovingSelection _selection;
    private readonly TradingCalendar _calendar;
    private readonly TimeProvider _time;
    private readonly SelectionSet _set;
    private readonly IReadOnlySet<Instrument> _kept;
    private readonly Instrument _stock;
    private readonly Dictionary<Instrument, Won> _options = [];
    private readonly ActorTimer _coolDown;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private AuctionState _stockNow;
    private bool _isCooling;

    public SelectionActor(
        IActorRef router, MovingSelection selection, ReferenceData reference, TimeProvider time, int room, IReadOnlySet<Instrument> kept)
        : base(router, [.. selection.Current.Codes])
    {
        (_router, _selection, _calendar, _time, _set, _kept) = (router, selection, reference.Calendar, time, new SelectionSet(room), kept);
        _stock = selection.Current.Underlying is { } underlying && Instrument.TryParse(underlying.Symbol, out var code) ? code : default;
        _set.Change(selection.Current.Codes);
        _coolDown = new ActorTimer(Self, CoolDownOver.Instance, time);
        Receive<CoolDownOver>(_ =>
        {
            if (!_coolDown.IsDue()) return;
            _isCooling = false;
            Follow();
        });
    }

    /// <summary>Creates the Props of the actor.</summary>
    /// <param name="router">The router.</param>
    /// <param name="selection">The selection.</param>
    /// <param name="reference">The calendar says when a selection may move.</param>
    /// <param name="time">The clock.</param>
    /// <param name="room">Most codes that it may follow.</param>
    /// <param name="kept">Codes that others want, and that are followed wherever the money is.</param>
    public static Props Props(
        IActorRef router, MovingSelection selection, ReferenceData reference, TimeProvider time, int room, IReadOnlySet<Instrument> kept) =>
        PropsFactory.Create(() => new SelectionActor(router, selection, reference, time, room, kept));

    protected override void OnChange(in AuctionChanged change)
    {
        ref readonly var auction = ref change.Current;
        if (auction.Code == _stock) _stockNow = auction;
        else _options[auction.Code] = auction.IsCurrent ? auction.Latest.Price : Won.None;
    }

    protected override void OnDelivered() => Follow();

    protected override void PostStop()
    {
        _coolDown.Dispose();
        base.PostStop();
    }

    /// <summary>Moves the selection to where the money is, if it may move now.</summary>
    private void Follow()
    {
        if (_isCooling || !MayMove) return;
        var series = _selection.Current.InChainOrder;
        if (MoneyPrice.Of(_stockNow, series, _options) is not { } price) return;
        if (!_selection.Move(price.Won, expiry => ImpliedDeviation.Of(expiry, price.Won, series, _options))) return;

        var gone = _set.Change(_selection.Current.Codes);
        _log.Info(
            "The selection of {Underlying} is around {Price} now, by {Source}; {Gone} codes have left it",
            _selection.Query.Underlying, price.Won.ToString("0.##", CultureInfo.InvariantCulture), price.Source, gone.Count);
        foreach (var code in gone) _options.Remove(code);
        ChangeCodes(_set.Codes);
        Instrument[] released = [.. gone.Except(_kept)];
        if (released.Length > 0) _router.Tell(new AuctionProtocol.StopFollowing(released));
        if (_selection.Query.CoolDown <= TimeSpan.Zero) return;
        _isCooling = true;
        _coolDown.Start(_selection.Query.CoolDown);
    }

    private bool MayMove =>
        _selection.Query.MovesInNoCancel || _calendar.SegmentAt(MarketTime.Now(_time), lastTradingDay: null).State.Phase != AuctionPhase.NoCancel;

    private sealed record CoolDownOver : INoSerializationVerificationNeeded
    {
        public static CoolDownOver Instance { get; } = new();
    }
}

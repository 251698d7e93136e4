using System.Collections.Concurrent;
using OptionAuctions.Auctions;

namespace OptionAuctions.Codes;

/// <summary>The settings and reference data that the folds of all codes of one market share; made of the options once.</summary>
/// <param name="options">The options.</param>
/// <param name="reference">Calendar, phase codes and series.</param>
/// <param name="segment">The market.</param>
internal sealed class FoldRules(FeedOptions options, ReferenceData reference, MarketSegment segment = MarketSegment.Derivatives)
{
    private static readonly PathWindows DefaultWindows = new([TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)]);

    private readonly ConcurrentDictionary<DateOnly, ClockSegment> _clocks = new(); // by last trading day; the least day where it is not known

    public TradingCalendar Calendar { get; } = segment == MarketSegment.Stocks ? reference.Calendar.Stocks : reference.Calendar;

    public PhaseTable Phases { get; } = segment == MarketSegment.Stocks ? reference.StockPhases : reference.Phases;

    /// <summary>The windows of a path's averages, the shortest first.</summary>
    public PathWindows Windows { get; } =
        options.Auctions.PathWindows.Count == 0 ? DefaultWindows : new PathWindows([.. options.Auctions.PathWindows.Order()]);

    public int RevisionsKept { get; } = options.Auctions.RevisionsKept;

    public FinalPriceSource FinalPrice { get; } = options.Auctions.FinalPrice;

    /// <summary>True when trades have the slot of a code only some time after its cross.</summary>
    public bool TakesTurns { get; } = options.Auctions.TakesTurns;

    /// <summary>False for a venue on this machine: it may live on a clock of its own, so that its records seem old although they are not.</summary>
    public bool VenueHasOurClock { get; } = !options.IsLoopback;

    /// <summary>Ticks.</summary>
    public long ClockTolerance { get; } = options.Auctions.ClockTolerance.Ticks;

    /// <summary>Ticks.</summary>
    public long CallGrace { get; } = options.Auctions.CallGrace.Ticks;

    /// <summary>Ticks.</summary>
    public long IntradayCallTimeout { get; } = options.Auctions.IntradayCallTimeout.Ticks;

    /// <summary>Ticks; 0 is never.</summary>
    public long SilentAfter { get; } = options.Auctions.SilentAfter.Ticks;

    /// <summary>The clock of the options with one last trading day, <see langword="null"/> where it is not known. They share its segments.</summary>
    public ClockSegment ClockOf(DateOnly? lastTradingDay) =>
        _clocks.GetOrAdd(lastTradingDay ?? DateOnly.MinValue, _ => new ClockSegment(Calendar, lastTradingDay));
}

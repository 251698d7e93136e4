using OptionAuctions.Market;

namespace OptionAuctions.Codes;

/// <summary>Where the price that a call crossed at is learned from. It takes a registration of its own a code, and so a slot.</summary>
public enum FinalPriceSource
{
    /// <summary>Not at all: no slot is spent on it.</summary>
    None,

    /// <summary>
    /// The trade of the cross (<c>H0ZOCNT0</c>): the first one within <see cref="FeedOptions.CallGrace"/> of the cross, and for an opening
    /// call the opening price that it bears. An auction in which nothing matched has no final price.
    /// </summary>
    CrossTrade,

    /// <summary>The first trade after the cross, whenever it comes: of an illiquid option it may be hours later and another price.</summary>
    FirstTrade,
}

/// <summary>What the folds of all codes go by; made of the options once.</summary>
internal sealed class FoldRules(FeedOptions options, ReferenceData reference)
{
    private static readonly TimeSpan[] UsualWindows = [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)];

    public TradingCalendar Calendar { get; } = reference.Calendar;

    public PhaseTable Phases { get; } = reference.Phases;

    public TimeSpan[] Windows { get; } = [.. (options.PathWindows.Count > 0 ? options.PathWindows : UsualWindows.AsEnumerable()).Order()];

    public int RevisionsKept { get; } = options.RevisionsKeptPerCode;

    public FinalPriceSource FinalPrice { get; } = options.FinalPrice;

    /// <summary>Ticks.</summary>
    public long ClockTolerance { get; } = options.ClockTolerance.Ticks;

    /// <summary>Ticks.</summary>
    public long CallGrace { get; } = options.CallGrace.Ticks;

    /// <summary>Ticks.</summary>
    public long IntradayCallLongest { get; } = options.IntradayCallLongest.Ticks;
}

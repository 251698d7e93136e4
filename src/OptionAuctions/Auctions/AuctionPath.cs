using System.Text.Json.Serialization;
using OptionAuctions.Auctions;

namespace OptionAuctions;

/// <summary>
/// The movement of the indicative price in one call auction, from the beginning of the call, or from the first moment at which its records could
/// be received.
/// </summary>
/// <remarks>Its size is constant: each record costs the same, and none is kept. Times are receive times, KST.</remarks>
[JsonConverter(typeof(ModelJsonConverter<AuctionPath, AuctionPathModel>))]
public record struct AuctionPath
{
    /// <summary>Maximum number of windows that can be configured.</summary>
    public const int MaxWindows = 3;

    private readonly AuctionCall? _call;
    private readonly PriceMovement _moved;
    private PathNow _now;

    internal AuctionPath(AuctionCall call, in PathNow now, in PriceMovement moved) => (_call, _now, _moved) = (call, now, moved);

    internal AuctionPath(AuctionPathModel model)
    {
        var windows = model.Windows.Count == 0 ? PathWindows.None : new PathWindows([.. model.Windows.Select(window => window.Window)]);
        _call = model.Number == 0 ? null : new AuctionCall(model.Number, Ticks(model.Began), Ticks(model.KnownFrom), model.IsWhole, windows);
        _now.Until = Ticks(model.AveragedUntil);
        (_now.Revisions, _now.Price) = (model.Revisions, model.Number > 0 ? model.Current.Hundredths : 0);
        _moved = new PriceMovement(model, _now.Until);
    }

    /// <summary>Number of the call among those of this option since the process began, from 1; 0 before the first.</summary>
    public readonly int Number => Fixed.Number;

    /// <summary>When the call was first known to run, KST; <see langword="null"/> before the first call.</summary>
    public readonly DateTimeOffset? Began => ToTime(Fixed.Began);

    /// <summary>From when on the path is known, KST: later than the call's beginning when the process, or the registration, came later.</summary>
    public readonly DateTimeOffset? KnownFrom => ToTime(Fixed.KnownFrom);

    /// <summary>
    /// True when no record of the call was missed: records could be received from before its first expected execution, and there was no gap.
    /// </summary>
    public readonly bool IsWhole => Fixed.IsWhole;

    /// <summary>Number of records of this call.</summary>
    public readonly int Revisions => _now.Revisions;

    /// <summary>Number of records of this call that reported that nothing would match.</summary>
    public readonly int Unmatched => _moved.Unmatched;

    /// <summary>Number of reversals of the price: a fall after a rise, or a rise after a fall.</summary>
    public readonly int Reversals => _moved.Reversals;

    /// <summary>First price; <see cref="Won.None"/> until there is one.</summary>
    public readonly Won First => _moved.First;

    /// <summary>Newest price, also when records without a price came after it. After the cross: the last indicative price before it.</summary>
    public readonly Won Last => _moved.Last;

    /// <summary>Highest price.</summary>
    public readonly Won High => _moved.High;

    /// <summary>Lowest price.</summary>
    public readonly Won Low => _moved.Low;

    /// <summary>When the indicative price last changed, to another price or to none, KST; <see langword="null"/> until there was one.</summary>
    public readonly DateTimeOffset? ChangedAt => ToTime(_moved.ChangedAt);

    /// <summary>Mean and dispersion over the whole call, as of the newest record. Calculated when it is read, in some 20 ns.</summary>
    public readonly TimeWeighted Call => Averages[0, Fixed.Windows];

    /// <summary>
    /// Mean and dispersion over a configured window, as of the newest record; the shortest window is 0. Calculated when it is read, in some 20 ns.
    /// </summary>
    /// <param name="index">0 to 2; a window that is not configured has no mean.</param>
    public readonly TimeWeighted Window(int index) => index is >= 0 and < MaxWindows
        ? Averages[index + 1, Fixed.Windows]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"there are {MaxWindows} windows at most");

    /// <summary>
    /// The convergence of the indicative price, 0 to 1, as of the newest record: <c>coverage / (1 + dispersion / tick)</c>, over the first window.
    /// Calculated when it is read, in some 30 ns.
    /// </summary>
    /// <remarks>
    /// Coverage is W/τ and dispersion is D of <see cref="TimeWeighted"/>; the tick is the price's own. 0 without a price; near 0 when the price
    /// was known for a fraction of the window; ½ when it was known for the whole window and its dispersion is one tick; towards 1 when it has not
    /// moved for several windows. Limits: the feed has no quantity, so a single lot that nobody touches scores as high as a deep book; a
    /// series that is published once and never again converges, since its price does not move; and the value says nothing about how far the
    /// cross may be from the indicative price.
    /// </remarks>
    public readonly double Convergence => _now.Price > 0 && Window(0) is { Dispersion: { } dispersion } window
        ? window.Coverage / (1 + (dispersion / TickGrid.Options.StepAt(_now.Price / 100)))
        : 0;

    /// <summary>The path as it will be at a later moment if no further record comes.</summary>
    /// <param name="now">KST; a moment before the newest record changes nothing.</param>
    public readonly AuctionPath At(DateTimeOffset now)
    {
        var later = this;
        if (Number > 0) later._now.Until = Math.Max(_now.Until, Ticks(now));
        return later;
    }

    /// <summary>Compares what the two say, whether it has been calculated already or not.</summary>
    public readonly bool Equals(AuctionPath other) =>
        Fixed == other.Fixed && (_now.Until, _now.Price, Revisions) == (other._now.Until, other._now.Price, other.Revisions) && Moved == other.Moved;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(Number, Revisions, _now.Until, _now.Price);

    internal static long Ticks(DateTimeOffset moment) => moment.UtcTicks + MarketTime.Offset.Ticks;

    internal static long Ticks(DateTimeOffset? moment) => moment is { } at ? Ticks(at) : 0;

    internal static DateTimeOffset? ToTime(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, MarketTime.Offset);

    internal readonly AuctionPathModel ToModel() => new()
    {
        Number = Number,
        Began = Began,
        KnownFrom = KnownFrom,
        IsWhole = IsWhole,
        Revisions = Revisions,
        Unmatched = Unmatched,
        Reversals = Reversals,
        First = First,
        Last = Last,
        High = High,
        Low = Low,
        ChangedAt = ChangedAt,
        Call = Call,
        Windows = [.. Enumerable.Range(0, MaxWindows).Select(Window).Where(window => window.IsUsed)],
        Convergence = Convergence,
        Current = Number > 0 ? Won.OfHundredths(_now.Price) : Won.None,
        AveragedUntil = ToTime(_now.Until),
        Direction = _moved.Direction,
    };

    internal readonly AuctionCall Fixed => _call ?? AuctionCall.None;

    internal readonly PathNow Now => _now;

    private readonly PriceAverages Averages => Moved.Averages;

    /// <summary>The movement with the time that the present price has stood in its averages.</summary>
    internal readonly PriceMovement Moved
    {
        get
        {
            var moved = _moved;
            moved.AverageUntil(_now.Until, _now.Price, Fixed.Windows);
            return moved;
        }
    }
}

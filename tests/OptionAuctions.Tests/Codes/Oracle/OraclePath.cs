
namespace OptionAuctions.Tests.Codes.Oracle;

/// <summary>
/// The movement of the indicative price in one call auction, from the beginning of the call, or from the first moment at which its records could
/// be received.
/// </summary>
/// <remarks>Its size is constant: each record costs the same, and none is kept. Times are receive times, KST.</remarks>
internal record struct OraclePath
{
    /// <summary>Maximum number of windows that can be configured.</summary>
    public const int MaxWindows = 3;

    private OracleWeighted _call, _first, _second, _third;
    private readonly long _began; // ticks, KST; 0 is none, as in the fields below
    private long _knownFrom, _averagedUntil, _changedAt;
    private int _current; // the present price, hundredths of a won, or none
    private sbyte _direction;

    internal OraclePath(int number, long began, IReadOnlyList<TimeSpan> windows)
    {
        (Number, _began, _knownFrom, _averagedUntil, _current) = (number, began, began, began, Won.None.Hundredths);
        _call = new OracleWeighted(Timeout.InfiniteTimeSpan);
        if (windows.Count > 0) _first = new OracleWeighted(windows[0]);
        if (windows.Count > 1) _second = new OracleWeighted(windows[1]);
        if (windows.Count > 2) _third = new OracleWeighted(windows[2]);
    }

    /// <summary>Number of the call among those of this option since the process began, from 1; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>When the call was first known to run, KST; <see langword="null"/> before the first call.</summary>
    public readonly DateTimeOffset? Began => ToTime(_began);

    /// <summary>From when on the path is known, KST: later than the call's beginning when the process, or the registration, came later.</summary>
    public readonly DateTimeOffset? KnownFrom => ToTime(_knownFrom);

    /// <summary>
    /// True when no record of the call was missed: records could be received from before its first expected execution, and there was no gap.
    /// </summary>
    public bool IsWhole { get; internal set; }

    /// <summary>Number of records of this call.</summary>
    public int Revisions { get; private set; }

    /// <summary>Number of records of this call that reported that nothing would match.</summary>
    public int Unmatched { get; private set; }

    /// <summary>Number of reversals of the price: a fall after a rise, or a rise after a fall.</summary>
    public int Reversals { get; private set; }

    /// <summary>First price; <see cref="Won.None"/> until there is one.</summary>
    public Won First { get; private set; }

    /// <summary>Newest price, also when records without a price came after it. After the cross: the last indicative price before it.</summary>
    public Won Last { get; private set; }

    /// <summary>Highest price.</summary>
    public Won High { get; private set; }

    /// <summary>Lowest price.</summary>
    public Won Low { get; private set; }

    /// <summary>When the indicative price last changed, to another price or to none, KST; <see langword="null"/> until there was one.</summary>
    public readonly DateTimeOffset? ChangedAt => ToTime(_changedAt);

    /// <summary>Mean and dispersion over the whole call, as of the newest record.</summary>
    public readonly OracleWeighted Call => _call;

    /// <summary>Mean and dispersion over a configured window, as of the newest record; the shortest window is 0.</summary>
    /// <param name="index">0 to 2; a window that is not configured has no mean.</param>
    public readonly OracleWeighted Window(int index) => index switch
    {
        0 => _first,
        1 => _second,
        2 => _third,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, $"there are {MaxWindows} windows at most"),
    };

    /// <summary>
    /// The convergence of the indicative price, 0 to 1, as of the newest record: <c>coverage / (1 + dispersion / tick)</c>, over the first window.
    /// </summary>
    /// <remarks>
    /// Coverage is W/τ and dispersion is D of <see cref="OracleWeighted"/>; the tick is the price's own. 0 without a price; near 0 when the price
    /// was known for a fraction of the window; ½ when it was known for the whole window and its dispersion is one tick; towards 1 when it has not
    /// moved for several windows. Limits: the feed has no quantity, so a single lot that nobody touches scores as high as a deep book; a
    /// series that is published once and never again converges, since its price does not move; and the value says nothing about how far the
    /// cross may be from the indicative price.
    /// </remarks>
    public readonly double Convergence => _current <= 0 || _first.Dispersion is not { } dispersion
        ? 0
        : _first.Coverage / (1 + (dispersion / TickGrid.Options.StepAt(_current / 100)));

    /// <summary>The path as it will be at a later moment if no further record comes.</summary>
    /// <param name="now">KST; a moment before the newest record changes nothing.</param>
    public readonly OraclePath At(DateTimeOffset now)
    {
        var later = this;
        if (Number > 0) later.Advance(Ticks(now));
        return later;
    }

    internal readonly long BeganTicks => _began;

    internal static long Ticks(DateTimeOffset moment) => moment.UtcTicks + MarketTime.Offset.Ticks;

    internal static long Ticks(DateTimeOffset? moment) => moment is { } at ? Ticks(at) : 0;

    internal static DateTimeOffset? ToTime(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, MarketTime.Offset);

    /// <summary>Sets the moment from which on records could be received. Ignored once the call has a record.</summary>
    internal void Begin(long knownFrom, bool whole)
    {
        if (Revisions == 0) (_knownFrom, IsWhole) = (knownFrom, whole);
    }

    /// <summary>Adds a record of this call.</summary>
    internal void Add(Won price, long at)
    {
        Advance(at);
        Revisions++;
        if (price.Hundredths != _current)
        {
            _current = price.Hundredths;
            _changedAt = at;
        }

        if (!price.HasValue)
        {
            Unmatched++;
            return;
        }

        if (!First.HasValue) (First, High, Low) = (price, price, price);
        else if (price != Last) OnPriceMoved(price);
        Last = price;
    }

    /// <summary>Makes the price unknown from here on, as when the connection is lost or the call is over.</summary>
    internal void Suspend(long at)
    {
        Advance(at);
        _current = Won.None.Hundredths;
    }

    private void OnPriceMoved(Won price)
    {
        var direction = (sbyte)(price > Last ? 1 : -1);
        if (_direction == -direction) Reversals++;
        _direction = direction;
        if (price > High) High = price;
        if (price < Low) Low = price;
    }

    /// <summary>Adds the time since the last call to the averages, with the price of that time. Records that came together have no time between them.</summary>
    private void Advance(long at)
    {
        if (at <= _averagedUntil) return;
        var seconds = (at - _averagedUntil) / (double)TimeSpan.TicksPerSecond;
        _averagedUntil = at;
        AddTo(ref _call, seconds);
        if (_first.IsUsed) AddTo(ref _first, seconds);
        if (_second.IsUsed) AddTo(ref _second, seconds);
        if (_third.IsUsed) AddTo(ref _third, seconds);
    }

    private readonly void AddTo(ref OracleWeighted window, double seconds)
    {
        if (_current > 0) window.Add(_current, seconds);
        else window.Pass(seconds);
    }
}

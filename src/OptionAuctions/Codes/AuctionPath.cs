using OptionAuctions.Wire;

namespace OptionAuctions.Codes;

/// <summary>How the indicative price of one call moved, from the beginning of the call or from when we could hear of it.</summary>
/// <remarks>Grows by nothing: each record costs the same, and none is kept. Times are receive times, KST.</remarks>
public record struct AuctionPath
{
    /// <summary>Windows that can be configured at most.</summary>
    public const int MostWindows = 3;

    private TimeWeighted _call, _first, _second, _third;
    private readonly long _began; // ticks, KST; 0 is none, as in those below
    private long _knownFrom, _movedUntil, _changed;
    private int _current; // hundredths of a won, or none: what stands now
    private sbyte _direction;

    internal AuctionPath(int number, long began, IReadOnlyList<TimeSpan> windows)
    {
        (Number, _began, _knownFrom, _movedUntil, _current) = (number, began, began, began, Won.None.Hundredths);
        (First, Last, High, Low) = (Won.None, Won.None, Won.None, Won.None);
        _call = new TimeWeighted(Timeout.InfiniteTimeSpan);
        if (windows.Count > 0) _first = new TimeWeighted(windows[0]);
        if (windows.Count > 1) _second = new TimeWeighted(windows[1]);
        if (windows.Count > 2) _third = new TimeWeighted(windows[2]);
    }

    /// <summary>Calls of this option since the process began, from 1; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>When the call was first known to run, KST; <see langword="null"/> before the first call.</summary>
    public readonly DateTimeOffset? Began => Moment(_began);

    /// <summary>From when on the path is known, KST: later than the call's beginning when the process, or the registration, came later.</summary>
    public readonly DateTimeOffset? KnownFrom => Moment(_knownFrom);

    /// <summary>True when nothing of the call was missed: it was heard from before its first forecast, and without a gap.</summary>
    public bool IsWhole { get; internal set; }

    /// <summary>Records of this call.</summary>
    public int Revisions { get; private set; }

    /// <summary>Records of this call that said that nothing would match.</summary>
    public int Unmatched { get; private set; }

    /// <summary>Times that the price turned: a fall after a rise, or a rise after a fall.</summary>
    public int Reversals { get; private set; }

    /// <summary>First price; <see cref="Won.None"/> until there is one.</summary>
    public Won First { get; private set; }

    /// <summary>Newest price, whatever came after it. Once the book has crossed: the last indication before it did.</summary>
    public Won Last { get; private set; }

    /// <summary>Highest price.</summary>
    public Won High { get; private set; }

    /// <summary>Lowest price.</summary>
    public Won Low { get; private set; }

    /// <summary>When the indication last changed, to another price or to none, KST; <see langword="null"/> until there was one.</summary>
    public readonly DateTimeOffset? ChangedAt => Moment(_changed);

    /// <summary>Mean and dispersion over the whole call, as of the newest record.</summary>
    public readonly TimeWeighted Call => _call;

    /// <summary>Mean and dispersion over a configured window, as of the newest record; the shortest is 0.</summary>
    /// <param name="index">0 to 2; one that is not configured has no mean.</param>
    public readonly TimeWeighted Window(int index) => index switch
    {
        0 => _first,
        1 => _second,
        2 => _third,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, $"there are {MostWindows} windows at most"),
    };

    /// <summary>
    /// How settled the indication is, 0 to 1, as of the newest record: <c>coverage / (1 + dispersion / tick)</c>, over the first window.
    /// </summary>
    /// <remarks>
    /// Coverage is W/τ and dispersion is D of <see cref="TimeWeighted"/>; the tick is the price's own. 0 without a price; near 0 when it was
    /// heard for a fraction of the window; ½ when it was heard for the whole window and strays by one tick; towards 1 when it has not
    /// moved for several windows. Limits: the feed has no quantity, so a single lot that nobody touches scores as high as a deep book; a
    /// series that is published once and never again converges by standing still; and nothing is said of how far the cross may be from here.
    /// </remarks>
    public readonly double Convergence => _current <= 0 || _first.Dispersion is not { } strays
        ? 0
        : _first.Coverage / (1 + (strays / TickGrid.StepAt(_current / 100)));

    /// <summary>The path as it will stand at a later moment if nothing more comes.</summary>
    /// <param name="now">KST; a moment before the newest record changes nothing.</param>
    public readonly AuctionPath At(DateTimeOffset now)
    {
        var later = this;
        if (Number > 0) later.Move(Ticks(now));
        return later;
    }

    internal readonly long BeganTicks => _began;

    internal static long Ticks(DateTimeOffset moment) => moment.UtcTicks + MarketTime.Offset.Ticks;

    /// <summary>What came before this moment was not heard.</summary>
    internal void Begin(long knownFrom, bool whole)
    {
        if (Revisions == 0) (_knownFrom, IsWhole) = (knownFrom, whole);
    }

    /// <summary>A record of this call.</summary>
    internal void Add(Won price, long at)
    {
        Move(at);
        Revisions++;
        if (price.Hundredths != _current)
        {
            _current = price.Hundredths;
            _changed = at;
        }

        if (!price.HasValue)
        {
            Unmatched++;
            return;
        }

        if (!First.HasValue) (First, High, Low) = (price, price, price);
        else if (price != Last) Turn(price);
        Last = price;
    }

    /// <summary>From here on nothing is known of the price, as when the line is lost or the call is over.</summary>
    internal void Suspend(long at)
    {
        Move(at);
        _current = Won.None.Hundredths;
    }

    private void Turn(Won price)
    {
        var direction = (sbyte)(price > Last ? 1 : -1);
        if (_direction == -direction) Reversals++;
        _direction = direction;
        if (price > High) High = price;
        if (price < Low) Low = price;
    }

    /// <summary>Counts the time since it was last counted for what stood during it. Records that came together take none.</summary>
    private void Move(long at)
    {
        if (at <= _movedUntil) return;
        var seconds = (at - _movedUntil) / (double)TimeSpan.TicksPerSecond;
        _movedUntil = at;
        Count(ref _call, seconds);
        if (_first.IsUsed) Count(ref _first, seconds);
        if (_second.IsUsed) Count(ref _second, seconds);
        if (_third.IsUsed) Count(ref _third, seconds);
    }

    private readonly void Count(ref TimeWeighted window, double seconds)
    {
        if (_current > 0) window.Add(_current, seconds);
        else window.Pass(seconds);
    }

    private static DateTimeOffset? Moment(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, MarketTime.Offset);
}

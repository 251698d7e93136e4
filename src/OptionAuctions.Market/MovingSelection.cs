using OptionAuctions.Market;

namespace OptionAuctions;

/// <summary>
/// The series of a query as the money moves: the same prices give the same series. It knows no clock; whoever calls it decides when a move is allowed.
/// </summary>
/// <param name="list">The series that are listed.</param>
/// <param name="query">The query.</param>
/// <param name="calendar">The calendar, which knows the last trading days.</param>
/// <param name="today">The day, KST.</param>
public sealed class MovingSelection(InstrumentList list, SeriesQuery query, TradingCalendar calendar, DateOnly today)
{
    // How far a volatility has to be from the one in use, as a part of that, before it changes the width of a band by delta.
    private const double LeastChange = 0.1;

    private readonly Dictionary<(DateOnly Expiry, WeeklyExpiry? Week), decimal> _money = [];
    private readonly Dictionary<(DateOnly Expiry, WeeklyExpiry? Week), double> _deviations = [];

    /// <summary>The query.</summary>
    public SeriesQuery Query => query;

    /// <summary>The series by the last price that moved it; before any, by the master file.</summary>
    public SeriesSelection Current { get; private set; } = list.Select(query, calendar, today);

    /// <summary>The strike at the money of an expiry by the last price that moved it; <see langword="null"/> before any.</summary>
    public decimal? MoneyOf(ListedSeries series) => _money.TryGetValue((series.Expiry, series.Week), out var strike) ? strike : null;

    /// <summary>Selects anew around a price, if that changes anything.</summary>
    /// <param name="price">The price of the underlying, won, above 0.</param>
    /// <param name="deviationOf">
    /// Returns the standard deviation of the logarithm of the price at an expiry, as calls and puts imply it, for a band by delta;
    /// <see langword="null"/>, or returning it: unknown.
    /// </param>
    /// <returns>True when another strike is at the money, or a band by delta is of another width.</returns>
    public bool Move(decimal price, Func<ListedSeries, double?>? deviationOf = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price);
        var moved = false;
        var selection = SeriesSelector.Select(list, query, calendar.ExpiryOf, today, (series, chain) =>
        {
            var key = (series.Expiry, series.Week);
            decimal? before = _money.TryGetValue(key, out var known) ? known : chain.Money;
            var strike = MoneyStrike.Of(chain.Strikes, price, before, query.Hysteresis);
            moved |= strike != before;
            return _money[key] = strike;
        }, query.Delta is null ? null : series =>
        {
            var key = (series.Expiry, series.Week);
            double? before = _deviations.TryGetValue(key, out var known) ? known : null;
            if (deviationOf?.Invoke(series) is not { } now || (before is { } used && Math.Abs(now - used) <= LeastChange * used)) return before;
            moved = true;
            return _deviations[key] = now;
        });
        if (moved) Current = selection;
        return moved;
    }
}

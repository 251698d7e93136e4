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
    private readonly Dictionary<(DateOnly Expiry, WeeklyExpiry? Week), decimal> _money = [];

    /// <summary>The query.</summary>
    public SeriesQuery Query => query;

    /// <summary>The series by the last price that moved it; before any, by the master file.</summary>
    public SeriesSelection Current { get; private set; } = list.Select(query, calendar, today);

    /// <summary>The strike at the money of an expiry by the last price that moved it; <see langword="null"/> before any.</summary>
    public decimal? MoneyOf(ListedSeries series) => _money.TryGetValue((series.Expiry, series.Week), out var strike) ? strike : null;

    /// <summary>Selects anew around a price, if that changes anything.</summary>
    /// <param name="price">The price of the underlying, won, above 0.</param>
    /// <returns>True when another strike is at the money.</returns>
    public bool Move(decimal price)
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
        });
        if (moved) Current = selection;
        return moved;
    }
}

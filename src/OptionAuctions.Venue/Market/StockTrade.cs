namespace OptionAuctions.Venue.Market;

/// <summary>One trade of a stock, with the totals of the day up to and with it.</summary>
/// <param name="At">Venue time.</param>
/// <param name="Price">Won.</param>
/// <param name="Quantity">Shares.</param>
/// <param name="Side">The side that made it.</param>
/// <param name="Day">Totals of the day.</param>
internal sealed record StockTrade(DateTimeOffset At, int Price, long Quantity, TradeSide Side, DayTotals Day);

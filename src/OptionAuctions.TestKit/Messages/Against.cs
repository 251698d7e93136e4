namespace OptionAuctions.TestKit;

/// <summary>
/// The change, sign and rate of a price against the previous close, calculated as the venue does. When there is no price because nothing would match they are
/// flat, but of a stock, whose records take no price for a price of zero.
/// </summary>
internal readonly record struct Against(Won Change, ChangeSign Sign, Percent Rate)
{
    public static Against PreviousClose(decimal? won, decimal previousClose, MarketSegment segment = MarketSegment.Derivatives)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(previousClose);
        if (won is { } price) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price, nameof(won));
        var change = (segment == MarketSegment.Stocks ? won ?? 0 : won) - previousClose ?? 0;
        var direction = change > 0 ? ChangeDirection.Up : change < 0 ? ChangeDirection.Down : ChangeDirection.Flat;
        return new Against(Won.Of(change), new ChangeSign(direction), Percent.Of(100 * change / previousClose));
    }
}

namespace OptionAuctions.Chains;

/// <summary>The last indicative price of one option.</summary>
/// <param name="Price">Won per share, above 0; <see cref="Won.None"/> before the first record and while nothing would match.</param>
/// <param name="IsStale">True when it can no longer be trusted as the current one. It is then shown, and not used in any computation.</param>
public readonly record struct IndicativeQuote(Won Price, bool IsStale)
{
    /// <summary>No price. It is <c>default</c>.</summary>
    public static IndicativeQuote None => default;

    /// <summary>The price as a number, won, when there is one and it is current; <see langword="null"/> otherwise.</summary>
    public double? Current => IsStale || !IsPrice(Price) ? null : Price.Hundredths / 100.0;

    /// <summary>Returns the quote of an auction's option.</summary>
    public static IndicativeQuote Of(in AuctionState auction) =>
        auction.Revision > 0 && IsPrice(auction.Latest.Price) ? new IndicativeQuote(auction.Latest.Price, !auction.IsCurrent) : None;

    private static bool IsPrice(Won price) => price.HasValue && price.Hundredths > 0;
}

namespace OptionAuctions.Chains;

/// <summary>The last indicative price of one option.</summary>
/// <param name="Price">Won per share, above 0; <see cref="Won.None"/> before the first record and while nothing would match.</param>
/// <param name="IsStale">
/// True when its auction says that it can no longer be trusted as the current one. It is then shown, and what is computed from it is stale.
/// </param>
public readonly record struct IndicativeQuote(Won Price, bool IsStale)
{
    /// <summary>No price. It is <c>default</c>.</summary>
    public static IndicativeQuote None => default;

    /// <summary>When the newest record with this price was received, KST; <see langword="null"/> without a price.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The price as a number, won, whether it is current or not; <see langword="null"/> when there is none.</summary>
    public double? Last => IsPrice(Price) ? Price.Hundredths / 100.0 : null;

    /// <summary>The price as a number, won, when there is one and it is current; <see langword="null"/> otherwise.</summary>
    public double? Current => IsStale ? null : Last;

    /// <summary>Returns the quote of an auction's option.</summary>
    public static IndicativeQuote Of(in AuctionState auction) => auction.Revision > 0 && IsPrice(auction.Latest.Price)
        ? new IndicativeQuote(auction.Latest.Price, !auction.IsCurrent) { At = auction.ReceivedAt }
        : None;

    /// <summary>Decides whether two quotes say the same, whenever they were received.</summary>
    internal bool Says(IndicativeQuote other) => (Price, IsStale) == (other.Price, other.IsStale);

    private static bool IsPrice(Won price) => price.HasValue && price.Hundredths > 0;
}

using OptionAuctions.Wire;

namespace OptionAuctions.Chains;

/// <summary>A price from outside of the chain: that of the share or of its future, whatever record or file it comes from.</summary>
/// <param name="Price">Won per share, above 0; <see langword="null"/> while the source has none, as when nothing would match in its call.</param>
/// <param name="Source">Name of the source for people, for example the TR and the code; the chain only repeats it.</param>
/// <param name="At">The moment at which the price was received. Its age is counted from it.</param>
/// <param name="IsStale">True when the source itself says that the price is no longer current, as after a lost connection.</param>
public sealed record PriceInput(double? Price, string Source, DateTimeOffset At, bool IsStale)
{
    /// <summary>
    /// Returns the price of an auction of the share or of its future: the indicative price of a call, else the middle of the best quotes in session, else the
    /// last price there was, which is stale. The source names the TR.
    /// </summary>
    /// <returns><see langword="null"/> before anything is known of it.</returns>
    public static PriceInput? Of(in AuctionState auction)
    {
        if (!auction.HasRecord) return null;
        var tr = RecordLayout.For(auction.Code)?.TrId ?? auction.Code.ToString();
        if (auction.IsCurrent) return new PriceInput(PriceOf(auction.Latest.Price), $"{tr} forecast", auction.ReceivedAt, IsStale: false);
        var isReceived = auction is { GapSince: null, Registration: RegistrationStatus.Active };
        return auction is { Detail.Middle.HasValue: true, Session.Call: CallKind.None }
            ? new PriceInput(PriceOf(auction.Detail.Middle), $"{tr} quotes", auction.ReceivedAt, !isReceived)
            : new PriceInput(PriceOf(auction.Latest.Price), $"{tr} forecast", auction.ReceivedAt, IsStale: true);
    }

    private static double? PriceOf(Won won) => won.HasValue ? won.Hundredths / 100.0 : null;
}

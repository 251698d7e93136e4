using System.Globalization;

namespace OptionAuctions.TestKit;

/// <summary>The text of a change or a price in the message of a failed test.</summary>
internal static class ChangeText
{
    public static string Of(in AuctionChanged change)
    {
        var state = change.Current;
        var replaced = change.Conflated > 0 ? $", {change.Conflated} conflated" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{state.Code} {Describe(change.Kind, state)} at revision {state.Revision}{replaced}");
    }

    public static string Of(Won price) => price.ToDecimal() is { } won ? won.ToString("0.##", CultureInfo.InvariantCulture) : "none";

    private static string Describe(ChangeKind kind, in AuctionState state) => kind switch
    {
        ChangeKind.Indication => $"indication {Of(state.Latest.Price)}{Oddity(state.Quality)}{WithDetail(state.Detail)}",
        ChangeKind.Book => $"book {Quotes(state.Detail)}",
        ChangeKind.Gap => string.Create(
            CultureInfo.InvariantCulture, $"gap {state.LastGap.From:HH:mm:ss} to {state.LastGap.To:HH:mm:ss} ({state.LastGap.Reason})"),
        ChangeKind.Stale => $"stale ({state.Stale})",
        ChangeKind.Phase or ChangeKind.Disagreement => $"{kind.ToString().ToLowerInvariant()} {state.Session.Phase} {state.Session.Call}",
        ChangeKind.Final => $"final {Of(state.FinalPrice)}",
        ChangeKind.Registration => $"registration {state.Registration}",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Quantity and book of an indication; of a TR that has neither, nothing.</summary>
    private static string WithDetail(RecordDetail? detail) => detail is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"{(detail.Quantity is { } quantity ? $", quantity {quantity}" : "")}{(HasQuotes(detail) ? $", book {Quotes(detail)}" : "")}");

    private static string Oddity(AuctionQuality quality) => quality != AuctionQuality.None ? $" ({quality})" : "";

    private static bool HasQuotes(RecordDetail detail) => detail.Bid.HasValue || detail.Ask.HasValue;

    private static string Quotes(RecordDetail? book) => string.Create(
        CultureInfo.InvariantCulture, $"{Of(book?.Bid ?? Won.None)} x {book?.BidQuantity ?? 0} to {Of(book?.Ask ?? Won.None)} x {book?.AskQuantity ?? 0}");
}

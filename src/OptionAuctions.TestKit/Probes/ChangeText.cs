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
        ChangeKind.Indication => $"indication {Of(state.Latest.Price)}{(state.Quality != AuctionQuality.None ? $" ({state.Quality})" : "")}",
        ChangeKind.Gap => string.Create(
            CultureInfo.InvariantCulture, $"gap {state.LastGap.From:HH:mm:ss} to {state.LastGap.To:HH:mm:ss} ({state.LastGap.Reason})"),
        ChangeKind.Stale => $"stale ({state.Stale})",
        ChangeKind.Phase or ChangeKind.Disagreement => $"{kind.ToString().ToLowerInvariant()} {state.Session.Phase} {state.Session.Call}",
        ChangeKind.Final => $"final {Of(state.FinalPrice)}",
        ChangeKind.Registration => $"registration {state.Registration}",
        _ => kind.ToString().ToLowerInvariant(),
    };
}

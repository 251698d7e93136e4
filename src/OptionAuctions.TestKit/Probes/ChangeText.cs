using System.Globalization;
using OptionAuctions.Codes;
using OptionAuctions.Subscribers;
using OptionAuctions.Wire;

namespace OptionAuctions.TestKit;

/// <summary>Changes as a person reads them in the message of a failed test.</summary>
internal static class ChangeText
{
    public static string Of(in AuctionChanged change)
    {
        var now = change.Current;
        var replaced = change.Conflated > 0 ? $", {change.Conflated} conflated" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{now.Code} {What(change.Kind, now)} at revision {now.Revision}{replaced}");
    }

    public static string Of(Won price) => price.ToDecimal() is { } won ? won.ToString("0.##", CultureInfo.InvariantCulture) : "none";

    private static string What(ChangeKind kind, in AuctionState now) => kind switch
    {
        ChangeKind.Indication => $"indication {Of(now.Latest.Price)}{(now.Quality != AuctionQuality.None ? $" ({now.Quality})" : "")}",
        ChangeKind.Gap => string.Create(CultureInfo.InvariantCulture, $"gap {now.LastGap.From:HH:mm:ss} to {now.LastGap.To:HH:mm:ss} ({now.LastGap.Reason})"),
        ChangeKind.Stale => $"stale ({now.Stale})",
        ChangeKind.Phase or ChangeKind.Disagreement => $"{kind.ToString().ToLowerInvariant()} {now.Session.Phase} {now.Session.Call}",
        ChangeKind.Final => $"final {Of(now.FinalPrice)}",
        ChangeKind.Registration => $"registration {now.Registration}",
        _ => kind.ToString().ToLowerInvariant(),
    };
}

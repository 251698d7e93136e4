using System.Globalization;
using OptionAuctions.Chains;

namespace OptionAuctions.Cli.Reports;

/// <summary>The prices of a chain's underlying as text.</summary>
internal static class ChainHeading
{
    /// <summary>Spot, the forward that calls and puts imply, and the future, each with its source; "none" where there is none.</summary>
    public static string Of(ChainView view)
    {
        var difference = view.Forwards.DifferencePercent.Value is { } percent ? Invariant($" ({percent:+0.00;-0.00;0.00} %)") : "";
        return $"spot {Price(view.Spot.Price)}{Source(view.Spot)}, forward {Price(view.Forwards.Parity)} by parity, "
            + $"future {Price(view.Future.Price)}{difference}{Source(view.Future)}";
    }

    private static string Price(Answer answer) => answer.Value is { } won ? Invariant($"{won:#,##0.##}{(answer.IsStale ? " stale" : "")}") : "none";

    private static string Source(PriceAnswer given) => given.Price.Value is null ? "" : $" [{given.Source}]";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

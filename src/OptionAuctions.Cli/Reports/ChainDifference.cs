using OptionAuctions.Chains;

namespace OptionAuctions.Cli.Reports;

/// <summary>What a view of a chain says apart from the passing of time, as a hash: two views with the same one need not both be shown.</summary>
internal static class ChainDifference
{
    public static int Says(this ChainView view)
    {
        var says = default(HashCode);
        says.Add((view.Spot.Price.Value, view.Spot.Price.IsStale, view.Spot.Source));
        says.Add((view.Future.Price.Value, view.Future.Price.IsStale, view.Future.Source));
        foreach (var row in view.Rows) says.Add((row.IsFollowed, row.Call.Price, row.Call.IsStale, row.Put.Price, row.Put.IsStale));
        return says.ToHashCode();
    }
}

using System.Collections.Frozen;

namespace OptionAuctions.Venue.Sessions;

/// <summary>The TRs of the paper host (모의투자): quotes and trades of stocks, and the notices of orders on paper, whose names end in 9.</summary>
internal static class PaperTrs
{
    private static readonly FrozenSet<string> All = new[] { "H0STASP0", "H0STCNT0", "H0STCNI9", "H0GSCNI9", "H0IFCNI9" }.ToFrozenSet();

    /// <summary>True for a TR that can be registered there.</summary>
    public static bool Has(string trId) => All.Contains(trId);
}

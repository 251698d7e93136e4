namespace OptionAuctions.Routing;

/// <summary>The records that were dropped because the stream was behind: their codes, and the period in which they were received.</summary>
/// <param name="From">Receive time of the first batch dropped, KST.</param>
/// <param name="To">Receive time of the last, KST.</param>
/// <param name="Codes">Codes that lost records, of either kind.</param>
internal sealed record ShedGap(DateTimeOffset From, DateTimeOffset To, IReadOnlySet<OptionCode> Codes);

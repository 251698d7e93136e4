namespace OptionAuctions.Routing;

/// <summary>
/// Part of a period in which records were dropped because the stream was behind: the codes that have begun to lose records, or, when it is over, all
/// that lost some.
/// </summary>
/// <param name="From">Receive time of the first batch dropped, KST.</param>
/// <param name="To">Receive time of the last so far, KST.</param>
/// <param name="Losses">Codes that lost records, of either kind: the new ones, or all of the period when it is over.</param>
/// <param name="IsOver">True when the stream has caught up, so that the next records are complete again.</param>
internal sealed record ShedGap(DateTimeOffset From, DateTimeOffset To, IReadOnlyCollection<CodeLoss> Losses, bool IsOver);

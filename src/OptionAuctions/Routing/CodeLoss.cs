namespace OptionAuctions.Routing;

/// <summary>The records of one code that were dropped.</summary>
/// <param name="Code">The code.</param>
/// <param name="From">Receive time of the first batch with a record of it that was dropped, KST.</param>
/// <param name="To">Receive time of the last, KST.</param>
internal readonly record struct CodeLoss(OptionCode Code, DateTimeOffset From, DateTimeOffset To);

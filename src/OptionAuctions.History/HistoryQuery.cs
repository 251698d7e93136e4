namespace OptionAuctions.History;

/// <summary>A query of a history.</summary>
/// <param name="Of">Code of an instrument, or symbol or name of a stock: then the stock itself and everything that is written on it.</param>
public sealed record HistoryQuery(string Of)
{
    /// <summary>Number of days, the newest ones that have a summary; 1 or more. Default 20.</summary>
    public int Days { get; init; } = 20;

    /// <summary>The calls; empty, the default, for all.</summary>
    public IReadOnlyCollection<CallKind> Calls { get; init; } = [];
}

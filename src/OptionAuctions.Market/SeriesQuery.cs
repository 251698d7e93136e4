namespace OptionAuctions;

/// <summary>
/// A query for series of one underlying, for example the nearest two months with three strikes on each side of the money. The options of a feed have a
/// list of them.
/// </summary>
public sealed record SeriesQuery
{
    /// <summary>Symbol of the stock, for example <c>005930</c>, or its name as the master file writes it, for example <c>삼성전자</c>. No default.</summary>
    public string Underlying { get; set; } = "";

    /// <summary>Calls, puts or both. Default both.</summary>
    public SeriesKind Kind { get; set; }

    /// <summary>Maximum number of expiries, months and weeks alike, the nearest first, 0 to 100. Default 0: all.</summary>
    public int Expiries { get; set; }

    /// <summary>Strikes on each side of the one at the money, 0 to 100; 0 is that one alone. Default none: every strike.</summary>
    public int? Atm { get; set; }
}

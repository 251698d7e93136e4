namespace OptionAuctions.Market;

/// <summary>Which series of one underlying are meant, as a person would ask for them: the nearest two months, three strikes each side of the money.</summary>
public sealed record SeriesQuery
{
    /// <summary>Symbol of the stock, for example <c>005930</c>, or its name as the master file writes it, for example <c>삼성전자</c>.</summary>
    public required string Underlying { get; init; }

    /// <summary>Calls, puts or both. Default both.</summary>
    public SeriesKind Kind { get; init; }

    /// <summary>Months at most, the nearest first, 0 and up. Default 0: all.</summary>
    public int Expiries { get; init; }

    /// <summary>Strikes on each side of the one at the money, 0 and up; 0 is that one alone. Default none: every strike.</summary>
    public int? Atm { get; init; }
}

/// <summary>Calls, puts or both.</summary>
public enum SeriesKind
{
    /// <summary>Calls and puts.</summary>
    Both,

    /// <summary>Calls (콜) only.</summary>
    Calls,

    /// <summary>Puts (풋) only.</summary>
    Puts,
}

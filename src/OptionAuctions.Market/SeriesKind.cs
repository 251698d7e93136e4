namespace OptionAuctions;

/// <summary>The kinds of option that a query selects: calls, puts or both.</summary>
public enum SeriesKind
{
    /// <summary>Calls and puts.</summary>
    Both,

    /// <summary>Calls (콜) only.</summary>
    Calls,

    /// <summary>Puts (풋) only.</summary>
    Puts,
}

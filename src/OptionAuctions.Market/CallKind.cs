namespace OptionAuctions;

/// <summary>The kind of a call auction within the day.</summary>
public enum CallKind : byte
{
    /// <summary>No call auction.</summary>
    None,

    /// <summary>The opening call (시가 단일가).</summary>
    Opening,

    /// <summary>A call during the day, as after a halt.</summary>
    Intraday,

    /// <summary>The closing call (종가 단일가).</summary>
    Closing,
}

namespace OptionAuctions;

/// <summary>The direction of the expected price against the previous close.</summary>
public enum ChangeDirection
{
    /// <summary>The venue sent nothing, or a digit that its documents do not list.</summary>
    Unknown,

    /// <summary>At the upper price limit in force (상한). Limits can widen during the day, so it is not final.</summary>
    UpperLimit,

    /// <summary>Above (상승).</summary>
    Up,

    /// <summary>The same (보합).</summary>
    Flat,

    /// <summary>At the lower price limit in force (하한).</summary>
    LowerLimit,

    /// <summary>Below (하락).</summary>
    Down,
}

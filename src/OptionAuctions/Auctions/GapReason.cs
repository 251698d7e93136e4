namespace OptionAuctions;

/// <summary>The reason for which part of an auction's records is missing.</summary>
public enum GapReason : byte
{
    /// <summary>Nothing is missing.</summary>
    None,

    /// <summary>The connection was lost; the venue repeats nothing.</summary>
    ConnectionLost,

    /// <summary>The stream was behind and the oldest messages were dropped.</summary>
    Shed,

    /// <summary>The code's own actor was behind and records were replaced by newer ones.</summary>
    Lagging,
}

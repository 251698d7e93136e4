namespace OptionAuctions.Recording;

/// <summary>What a message that was added changes for the thread that takes those that wait.</summary>
internal enum Arrival
{
    /// <summary>Nothing.</summary>
    OneOfMany,

    /// <summary>It is the first that waits.</summary>
    First,

    /// <summary>With it the buffer is half full.</summary>
    HalfFull,
}

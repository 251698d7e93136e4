namespace OptionAuctions.Recording;

/// <summary>How a recorded message relates to the one before it of its app key.</summary>
public enum Continuity
{
    /// <summary>It is the next one of the same connection.</summary>
    Follows,

    /// <summary>It is of another connection than the one before, or the first at all.</summary>
    Reconnected,

    /// <summary>Messages of its connection are missing between the two: they were skipped, or their part of the file is damaged.</summary>
    Missing,
}

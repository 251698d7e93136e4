namespace OptionAuctions;

/// <summary>The reasons why a line of the master file is refused: what it lacks that an option needs.</summary>
public enum MasterRefusal
{
    /// <summary>It has fewer than eight columns.</summary>
    Columns,

    /// <summary>Neither its kind nor its code says whether it is a call, a put or no option.</summary>
    Kind,

    /// <summary>Its short code is none.</summary>
    Code,

    /// <summary>It has no strike of 1 won or more.</summary>
    Strike,

    /// <summary>Neither its code nor its name says when it expires.</summary>
    Expiry,

    /// <summary>It has no symbol of an underlying.</summary>
    Underlying,

    /// <summary>Its code is on an earlier line.</summary>
    Repeated,

    /// <summary>It is behind the last line that is read.</summary>
    Unread,
}

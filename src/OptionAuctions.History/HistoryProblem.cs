namespace OptionAuctions.History;

/// <summary>The reason for which a store cannot be used.</summary>
public enum HistoryProblem
{
    /// <summary>It does not answer, is locked by another process for too long, has no room, or refuses for a reason of its own.</summary>
    Unavailable,

    /// <summary>Its schema is of a later version of this package.</summary>
    NewerSchema,

    /// <summary>It may be read only.</summary>
    ReadOnly,

    /// <summary>The file is damaged, or is no database.</summary>
    Damaged,

    /// <summary>The file is a database of something else.</summary>
    Foreign,

    /// <summary>The connection string cannot be read.</summary>
    BadConnectionString,
}

namespace OptionAuctions.Export;

/// <summary>The tables that an export writes, each in a folder of its name.</summary>
[Flags]
public enum ExportTables
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>One row for each message that was recorded, with its bytes.</summary>
    Messages = 1,

    /// <summary>One row for each record of a data message, with its columns as numbers and times.</summary>
    Records = 2,

    /// <summary>One row for each change of the auction of an instrument, from a replay of the recording.</summary>
    Revisions = 4,

    /// <summary>One row for each call auction of an instrument and day, from the same replay.</summary>
    History = 8,

    /// <summary>All of them.</summary>
    All = Messages | Records | Revisions | History,
}

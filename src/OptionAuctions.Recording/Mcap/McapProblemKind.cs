namespace OptionAuctions.Recording;

/// <summary>In which way a file is damaged.</summary>
public enum McapProblemKind
{
    /// <summary>The eight bytes at the beginning or at the end are not those of MCAP.</summary>
    Magic,

    /// <summary>The opcode or the length of a record cannot be right.</summary>
    RecordPrefix,

    /// <summary>The fields of a record do not fit into it, or do not fill it.</summary>
    Fields,

    /// <summary>A checksum is that of other bytes.</summary>
    Checksum,

    /// <summary>A checksum is zero, so that nothing can be said of the bytes.</summary>
    NoChecksum,

    /// <summary>A chunk cannot be decompressed.</summary>
    Compression,

    /// <summary>Two records contradict each other, for example a message index and its chunk.</summary>
    Contradiction,
}

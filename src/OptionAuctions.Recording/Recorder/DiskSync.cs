namespace OptionAuctions.Recording;

/// <summary>When a recorder has the disk keep what was written (fsync).</summary>
public enum DiskSync
{
    /// <summary>After each chunk: a loss of power takes the newest second or mebibyte.</summary>
    EachChunk,

    /// <summary>When a file is closed: a loss of power takes what the system has not written by itself. The end of the process alone takes no more.</summary>
    EachFile,

    /// <summary>Never.</summary>
    Never,
}

namespace OptionAuctions.Recording;

/// <summary>Why nothing can be read behind some byte of a file.</summary>
public enum TornTailReason
{
    /// <summary>The file ends where another record, or the end of the data, should be: its writer was stopped between two records.</summary>
    NotFinished,

    /// <summary>A record is longer than what is left of the file: its writer was stopped within it, or its length is damaged.</summary>
    RecordCut,

    /// <summary>The prefix of a record says a length above 64 MiB.</summary>
    RecordTooLong,

    /// <summary>There is no record of that opcode; zeros at the end of a file that lost its power, for example.</summary>
    NoRecord,

    /// <summary>All data are there; the summary or the footer is cut.</summary>
    FooterCut,
}

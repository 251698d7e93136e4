namespace OptionAuctions.Wire;

/// <summary>Why bytes were refused. Refusing is ordinary: it is counted, the bytes are kept, and nothing is thrown.</summary>
public enum DecodeError
{
    /// <summary>Nothing was refused.</summary>
    None,

    /// <summary>An empty message.</summary>
    Empty,

    /// <summary>More bytes than the message cap allows.</summary>
    TooLong,

    /// <summary>The message begins neither like data (<c>0|</c>, <c>1|</c>) nor like JSON (<c>{</c>).</summary>
    UnknownKind,

    /// <summary>Data with fewer than three pipes: cut off, or not an envelope.</summary>
    Truncated,

    /// <summary>Data of a TR that this feed does not serve.</summary>
    UnknownTr,

    /// <summary>Flag <c>1</c>: encrypted data, which the TRs served never are.</summary>
    Encrypted,

    /// <summary>The record count is not one to three digits, or is zero.</summary>
    BadCount,

    /// <summary>Two envelopes in one message, with or without a line break between them.</summary>
    MergedFrames,

    /// <summary>The fields do not divide by the record count, or are fewer a record than are read of the TR.</summary>
    FieldCount,

    /// <summary>Field 1 is not an option code.</summary>
    BadCode,

    /// <summary>Field 2 is neither absent nor <c>HHmmss</c>.</summary>
    BadTime,

    /// <summary>A price, change or rate is neither absent nor a decimal number within ±21,474,836.47, or a price is below zero.</summary>
    BadNumber,

    /// <summary>The sign of the change is neither absent nor one printable ASCII character.</summary>
    BadSign,

    /// <summary>The phase is neither absent nor one to four printable ASCII characters.</summary>
    BadPhase,

    /// <summary>A control message that is not the JSON it should be.</summary>
    BadJson,

    /// <summary>More control messages at once than anybody reads.</summary>
    ControlFlood,

    /// <summary>A code's actor had not read the records before this one, and its queue was full.</summary>
    Lagging,
}

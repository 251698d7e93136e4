namespace OptionAuctions;

/// <summary>The reason why bytes were refused. A refusal is ordinary: it is counted, the bytes are kept, and nothing is thrown.</summary>
public enum DecodeError
{
    /// <summary>Nothing was refused.</summary>
    None,

    /// <summary>The message is empty.</summary>
    Empty,

    /// <summary>The message has more bytes than the message cap allows.</summary>
    TooLong,

    /// <summary>The message begins neither like data (<c>0|</c>, <c>1|</c>) nor like JSON (<c>{</c>).</summary>
    UnknownKind,

    /// <summary>A data message with fewer than three pipes: cut off, or not an envelope.</summary>
    Truncated,

    /// <summary>Data of a TR that this feed does not serve.</summary>
    UnknownTr,

    /// <summary>Flag <c>1</c>: encrypted data, which the TRs served never are.</summary>
    Encrypted,

    /// <summary>The record count is not one to three digits, or is zero.</summary>
    BadCount,

    /// <summary>Two envelopes in one message, with or without a line break between them.</summary>
    MergedMessages,

    /// <summary>The number of fields is no multiple of the record count, or a record has fewer fields than are read of its TR.</summary>
    FieldCount,

    /// <summary>The code of the instrument is not one.</summary>
    BadCode,

    /// <summary>The time is neither absent nor <c>HHmmss</c>.</summary>
    BadTime,

    /// <summary>A price, change or rate is neither absent nor a decimal number within ±21,474,836.47, or a price is below zero.</summary>
    BadNumber,

    /// <summary>The sign of the change is neither absent nor one printable ASCII character.</summary>
    BadSign,

    /// <summary>The phase is neither absent nor one to four printable ASCII characters.</summary>
    BadPhase,

    /// <summary>A control message that is not the JSON it should be.</summary>
    BadJson,

    /// <summary>A control message while too many others were still waiting to be processed.</summary>
    ControlFlood,

    /// <summary>The queue of the code's actor was full: it had not read the records before this one.</summary>
    Lagging,

    /// <summary>An answer with an unknown code, or one that is about a registration and does not name one of this feed. It is a control message too.</summary>
    UnknownAnswer,

    /// <summary>A quantity is neither absent nor a whole number of at most eighteen digits.</summary>
    BadQuantity,
}

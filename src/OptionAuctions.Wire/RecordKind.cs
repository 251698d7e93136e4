namespace OptionAuctions.Wire;

/// <summary>What a record tells of an option. One TR of the venue each.</summary>
public enum RecordKind : byte
{
    /// <summary>Where the book would cross if the call ended now: <see cref="Wire.ExpectedExecution"/>.</summary>
    ExpectedExecution,

    /// <summary>What was really traded: <see cref="Wire.Trade"/>.</summary>
    Trade,
}

namespace OptionAuctions;

/// <summary>The kind of a record: what it says about an option. Each kind is one TR of the venue.</summary>
public enum RecordKind : byte
{
    /// <summary>The price at which the order book would cross if the call ended now: <see cref="ExpectedExecution"/>.</summary>
    ExpectedExecution,

    /// <summary>A trade that took place: <see cref="Trade"/>.</summary>
    Trade,
}

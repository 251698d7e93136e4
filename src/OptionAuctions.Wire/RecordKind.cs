namespace OptionAuctions;

/// <summary>The kind of a record: what it says about an instrument. Which TR it comes from follows from the instrument.</summary>
public enum RecordKind : byte
{
    /// <summary>The price at which the order book would cross if the call ended now: <see cref="ExpectedExecution"/>.</summary>
    ExpectedExecution,

    /// <summary>A trade that took place: <see cref="Trade"/>.</summary>
    Trade,

    /// <summary>The order book, without a forecast: a <see cref="RecordDetail"/> alone.</summary>
    Book,
}

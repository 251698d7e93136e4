namespace OptionAuctions;

/// <summary>The subject of one registration: one kind of record of one instrument. It takes one slot of a session.</summary>
/// <param name="Code">The instrument; the <c>tr_key</c> of the registration.</param>
/// <param name="Kind">The kind of record; instrument and kind give the <c>tr_id</c>, by <see cref="OptionAuctions.Wire.RecordLayout.For"/>.</param>
public readonly record struct Topic(Instrument Code, RecordKind Kind)
{
    /// <summary>
    /// Converts a code to the topic of its expected executions: they are what this feed is for, and a code without a kind asks for its
    /// auction. Trades have to be named.
    /// </summary>
    public static implicit operator Topic(Instrument code) => new(code, RecordKind.ExpectedExecution);

    /// <summary>Returns the text for a log: <c>B11612083</c>, or <c>B11612083 trades</c>.</summary>
    public override string ToString() => Kind switch
    {
        RecordKind.Trade => $"{Code} trades",
        RecordKind.Book => $"{Code} book",
        _ => Code.ToString(),
    };
}

namespace OptionAuctions.Streams;

/// <summary>
/// The size limit of a batch in messages: a few after a pause of the connection, and twice as many for each batch that follows at once, up to the
/// limit of the options.
/// </summary>
/// <remarks>
/// After a pause of the network or of the machine, messages come by the dozen. In one batch the first record would wait until the last is decoded and
/// folded; in small batches it reaches its subscriber before that. A connection without pauses has large batches, which cost less per record.
/// </remarks>
/// <param name="Messages">Most messages in the next batch.</param>
/// <param name="Most">Most messages in any batch.</param>
internal readonly record struct MessageBatchLimit(int Messages, int Most)
{
    private const int AfterPause = 4;

    /// <summary>The limit of the first batch after a pause.</summary>
    public static MessageBatchLimit First(int most) => new(Math.Min(AfterPause, most), most);

    /// <summary>The limit of the batch that follows at once.</summary>
    public MessageBatchLimit Next => this with { Messages = Math.Min(Messages * 2, Most) };

    /// <summary>True when the limit does not grow any more.</summary>
    public bool IsMost => Messages == Most;
}

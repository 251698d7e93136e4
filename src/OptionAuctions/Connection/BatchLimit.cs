namespace OptionAuctions.Connection;

/// <summary>
/// Messages that a batch may hold: a few after a quiet line, and twice as many in each that follows at once, up to the most that the options allow.
/// </summary>
/// <remarks>
/// What comes after a pause of the network or of the machine comes by the dozen. In one batch the first record would wait until the last is decoded and
/// folded; cut like this it is with its subscriber before that. A line that is never quiet has long batches, which cost less a record.
/// </remarks>
/// <param name="Messages">Of the next batch.</param>
/// <param name="Most">Of any.</param>
internal readonly record struct BatchLimit(int Messages, int Most)
{
    private const int AfterQuiet = 4;

    /// <summary>After quiet.</summary>
    public static BatchLimit First(int most) => new(Math.Min(AfterQuiet, most), most);

    /// <summary>Of the batch that follows at once.</summary>
    public BatchLimit Next => this with { Messages = Math.Min(Messages * 2, Most) };

    /// <summary>It grows no more.</summary>
    public bool IsMost => Messages == Most;
}

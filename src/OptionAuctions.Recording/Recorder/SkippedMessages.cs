namespace OptionAuctions.Recording;

/// <summary>Messages that a recording does not have.</summary>
/// <param name="Count">Their number.</param>
/// <param name="From">Arrival of the first, nanoseconds since 1970.</param>
/// <param name="To">Arrival of the last.</param>
internal readonly record struct SkippedMessages(long Count, ulong From, ulong To)
{
    /// <summary>Returns these and one more, which is the last.</summary>
    public SkippedMessages With(ulong at) => new(Count + 1, Count == 0 ? at : From, at);

    /// <summary>Returns these and later ones.</summary>
    public SkippedMessages With(SkippedMessages later) => Count == 0 ? later : later.Count == 0 ? this : new(Count + later.Count, From, later.To);
}

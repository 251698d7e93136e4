namespace OptionAuctions.Replay;

/// <summary>The numbers of a replay so far.</summary>
public readonly record struct ReplayTotals
{
    /// <summary>Messages played, of any kind.</summary>
    public long Messages { get; init; }

    /// <summary>Of those, control messages, which change nothing.</summary>
    public long Control { get; init; }

    /// <summary>Of those, messages of which only the beginning was recorded; they are refused.</summary>
    public long Cut { get; init; }

    /// <summary>Places where messages are missing or the connection is another one; the codes of the app key have a gap there.</summary>
    public long Gaps { get; init; }

    /// <summary>Time of arrival of the first message, KST; <see langword="null"/> when there was none.</summary>
    public DateTimeOffset? First { get; init; }

    /// <summary>Time of arrival of the last message, KST; <see langword="null"/> when there was none.</summary>
    public DateTimeOffset? Last { get; init; }

    internal ReplayTotals With(DateTimeOffset at, int messages) => this with { Messages = Messages + messages, First = First ?? at, Last = at };
}

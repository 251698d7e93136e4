using OptionAuctions.Wire;

namespace OptionAuctions.Connection;

/// <summary>What a feed and the line of one of its app keys say to each other.</summary>
internal static class LineProtocol
{
    /// <summary>To the line: register a topic.</summary>
    public sealed record Take(Topic Topic, int Priority);

    /// <summary>To the line: release a topic.</summary>
    public sealed record LetGo(Topic Topic);

    /// <summary>From the line: a session begins; it takes as many topics as it was configured for.</summary>
    public sealed record LineOpened(int Line);

    /// <summary>From the line: it is held back for longer than a back-off and lets go of its topics.</summary>
    public sealed record LineBlocked(int Line);

    /// <summary>From the line: the venue takes fewer topics.</summary>
    public sealed record LineLearned(int Line, int Capacity);

    /// <summary>From the line: its session ended, and with it all word of the expected executions of these codes, each named once.</summary>
    public sealed record LineInterrupted(DateTimeOffset At, IReadOnlyCollection<OptionCode> Codes);

    /// <summary>From the line: registrations stand elsewhere.</summary>
    public sealed record LineChanged(int Line, IReadOnlyList<BookChange> Changes);

    /// <summary>From the line: its socket is closed and none will be opened.</summary>
    public sealed record LineClosed(int Line);
}

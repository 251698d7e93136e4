namespace OptionAuctions.Market;

/// <summary>A stretch of time in which the state of the session does not change.</summary>
/// <param name="From">Its first moment, KST.</param>
/// <param name="To">The first moment behind it, KST.</param>
/// <param name="State">The state, as the timetable has it: a halt or an extended call is not in it.</param>
public readonly record struct SessionSegment(DateTimeOffset From, DateTimeOffset To, SessionState State);

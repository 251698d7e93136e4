namespace OptionAuctions;

/// <summary>A period in which the state of the session does not change.</summary>
/// <param name="From">Its first moment, KST.</param>
/// <param name="To">The first moment after it, KST.</param>
/// <param name="State">The state by the timetable, which has no halts and no extended calls.</param>
public readonly record struct SessionSegment(DateTimeOffset From, DateTimeOffset To, SessionState State);

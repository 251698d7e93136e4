namespace OptionAuctions.Venue;

/// <summary>The progress of a replay.</summary>
/// <param name="HasBegun">True since the first registration; the first message is due <see cref="VenueOptions.ReplayLead"/> after that.</param>
/// <param name="Played">Messages whose time has come, whether or not a session was registered for them.</param>
/// <param name="SentToAll">Of those, messages that went to every session, since TR or code cannot be read.</param>
/// <param name="IsOver">True when there is no further message. The venue goes on: it answers, and sends PINGPONG.</param>
/// <param name="Failure">Why the messages ended early; <see langword="null"/> when they did not.</param>
public sealed record ReplayState(bool HasBegun, long Played, long SentToAll, bool IsOver, string? Failure);

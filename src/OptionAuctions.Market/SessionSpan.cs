namespace OptionAuctions.Market;

/// <summary>A session window and the state in it.</summary>
internal sealed record SessionSpan(SessionWindow Window, SessionState State);

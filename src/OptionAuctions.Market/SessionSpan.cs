namespace OptionAuctions.Market;

/// <summary>A session window and the state in it.</summary>
internal readonly record struct SessionSpan(SessionWindow Window, SessionState State);
